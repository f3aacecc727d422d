"""What to track graduates with."""

from ontrack_dash.ui import frame, handbook, kit, letters, plan, preview

words = frame.open_plain("tools")
part = kit.choose(words)
if part == "handbook":
    handbook.show(words)
elif part == "questionnaires":
    preview.show(words)
elif part == "letters":
    letters.show(words)
elif part == "plan":
    plan.show(words)
else:
    kit.show(words)
