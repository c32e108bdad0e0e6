"""Brief: a storyboard, its stage and its files."""
