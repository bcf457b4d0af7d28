"""What things are: frozen, slotted records and enums. No input or output, no third-party import."""
