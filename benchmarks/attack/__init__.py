"""The tool under attack: odd inputs, interruptions, broken models, hostile archives, planted code and configuration."""
