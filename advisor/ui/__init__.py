"""The chat page: `view` folds events, `render` makes HTML, only the others here know Gradio."""

from advisor.ui.stubs import leave_out_stubs

leave_out_stubs()
