package blockkit

import "math"

func checkSection(n node) {
	if !n.has("text") && !n.has("fields") {
		n.fault("text", "missing, and there are no fields")
	}
	n.text("text", TextChars)
	if n.has("fields") {
		for _, field := range n.objects("fields", 1, SectionFields) {
			field.textItself(SectionFieldChars, "plain_text", "mrkdwn")
		}
	}
	if accessory, ok := n.child("accessory"); ok {
		checkElement(accessory, "section")
	}
	n.flag("expand")
}

func checkContext(n node) {
	for _, e := range n.objects("elements", 1, ContextElements) {
		switch e.kind() {
		case "image":
			checkImage(e)
		case "plain_text", "mrkdwn":
			e.textItself(TextChars, "plain_text", "mrkdwn")
		default:
			e.fault("type", "context blocks cannot hold %q", e.kind())
		}
	}
}

func checkImageBlock(n node) {
	checkImage(n)
	n.plain("title", ImageTitleChars)
}

func checkInputBlock(n node) {
	if n.c.input == "" {
		n.c.input = n.path
	}
	if n.need("label") {
		n.plain("label", InputLabelChars)
	}
	n.plain("hint", InputHintChars)
	n.flag("optional")
	n.flag("dispatch_action")
	if n.need("element") {
		if element, ok := n.child("element"); ok {
			checkElement(element, "input")
		}
	}
}

func checkMarkdown(n node) {
	s, _ := n.required("text", MarkdownChars)
	before := n.c.markdown
	n.c.markdown += chars(s)
	if before > 0 && n.c.markdown > MarkdownChars {
		n.fault("text", "%d characters of markdown so far, at most %d", n.c.markdown, MarkdownChars)
	}
}

func checkFile(n node) {
	n.required("external_id", math.MaxInt)
	n.required("source", math.MaxInt)
	n.oneOf("source", "remote")
}

func checkAlert(n node) {
	if n.need("text") {
		n.text("text", AlertChars)
	}
	n.oneOf("level", "default", "info", "warning", "error", "success")
}

func checkVideo(n node) {
	n.required("alt_text", AltTextChars)
	if n.need("title") {
		n.plain("title", VideoTitleChars)
	}
	n.needLink("video_url", onlyHTTPS)
	n.needLink("thumbnail_url", webSchemes)
	n.link("title_url", onlyHTTPS)
	n.link("provider_icon_url", webSchemes)
	n.optional("author_name", VideoAuthorChars)
	n.plain("description", TextChars)
}

func checkCard(n node) {
	if !n.has("hero_image") && !n.has("title") && !n.has("actions") && !n.has("body") {
		n.c.add(n.path, "a card wants one of hero_image, title, actions, body")
	}
	n.text("title", CardTitleChars)
	n.text("subtitle", CardTitleChars)
	n.text("body", CardBodyChars)
	n.text("subtext", CardBodyChars)
	for _, field := range []string{"hero_image", "icon"} {
		if picture, ok := n.child(field); ok {
			checkImage(picture)
		}
	}
	if n.has("actions") {
		checkElements(n, "actions", "card", CardActions)
	}
}
