"""What is printed: letters, their paper, and the PDF."""
