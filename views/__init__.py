"""What people read: pure functions from a reader and facts to messages, modals and Homes."""
