"""Types that follow from the code itself, without a network."""
