"""What is known: cases, addressees and letter templates, as text documents."""
