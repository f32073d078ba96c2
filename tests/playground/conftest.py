"""The fixture of these tests."""

import sys
from pathlib import Path

# So that the tests can import their own world under every import mode of pytest.
sys.path.insert(0, str(Path(__file__).parent))

from playground_world import world

__all__ = ["world"]
