package bot_test

import "precedent/bot/view"

// english has the texts as most people read them.
var english = view.New(nil, "", false)
