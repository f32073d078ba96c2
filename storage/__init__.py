"""What is remembered: one module per feature, plain SQL, no transaction of its own."""
