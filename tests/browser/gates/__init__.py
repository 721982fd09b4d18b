"""What every page of the sample site has to keep to, measured in a real browser."""
