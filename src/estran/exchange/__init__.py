"""An answer or a message as text or bytes, pure: no file is opened here, no clock read."""
