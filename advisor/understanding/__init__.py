"""What a message asks: its intent, topics, kind and facets, learnt from labelled examples."""
