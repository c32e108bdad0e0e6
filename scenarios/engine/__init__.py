"""The model: lever values, readings and assumptions -> shares of each group; arrays in, arrays out."""
