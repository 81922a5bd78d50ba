package view

func (n node) view() {
	switch kind := n.kind(); kind {
	case "modal":
		n.modal()
	case "home":
		n.c.surface = Home
		for _, field := range []string{"title", "submit", "close"} {
			if n.has(field) {
				n.fault(field, "not in an App Home")
			}
		}
	default:
		n.fault("type", "%q is not one of modal, home", kind)
	}
	n.optional("private_metadata", PrivateMetadataChars)
	n.optional("callback_id", CallbackIDChars)
	n.optional("external_id", ExternalIDChars)
	if n.need("blocks") {
		n.c.blockArray(n.obj["blocks"])
	}
	if n.c.input != "" && n.kind() == "modal" && !n.has("submit") {
		n.fault("submit", "missing, and %s is an input block", n.c.input)
	}
}

func (n node) modal() {
	if n.need("title") {
		n.plain("title", ViewTitleChars)
	}
	n.label("submit", ViewTitleChars)
	n.label("close", ViewTitleChars)
	n.flag("clear_on_close")
	n.flag("notify_on_close")
}
