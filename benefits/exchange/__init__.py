"""Files in and out - what one installation exports, another imports."""
