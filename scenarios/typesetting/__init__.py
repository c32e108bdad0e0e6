"""Text, typeface, size and room -> how wide a text is, where its lines break, where it is cut."""
