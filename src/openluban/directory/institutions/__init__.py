"""Schools, colleges, universities, authorities, enterprises."""
