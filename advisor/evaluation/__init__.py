"""Test prompts, played through the same advisor, and what each answer got right."""
