package view

// Every sentence and label that people read in Slack stands here, so that one
// person can keep them plain, short and alike. A %s is filled in by the
// function that uses it.
const (
	ButtonShare   = "Share"
	ButtonLike    = "More Like This"
	ButtonDetails = "Details"
	ButtonMore    = "Show More"
	ButtonWiden   = "Search Without Limits"

	labelCases        = "%d cases similar to \"%s\""
	labelOneCase      = "1 case similar to \"%s\""
	labelSomeCases    = "%d of %d cases similar to \"%s\""
	labelMore         = "More cases, %d to %d of %d"
	labelLike         = "Cases like \"%s\""
	labelSimilar      = "%d of %d similar cases"
	labelFitting      = "%d cases that fit, newest first"
	labelOneFitting   = "1 case that fits"
	labelSomeFitting  = "%d of %d cases that fit, newest first"
	labelLookingAt    = "Looking at: %s"
	labelSearched     = "%d cases searched"
	labelWeak         = "These only touch on the problem:"
	labelBecause      = "Similar because: %s"
	labelStrength     = "%s match"
	labelTruncated    = "Only the first %d characters were read."
	labelStrange      = "Most of its words are not known here. I understand %s."
	labelAnswers      = "It answers: %s"
	labelNoLink       = "No public page is known for this case."
	labelSource       = "Source: %s"
	labelProblem      = "Problem"
	labelDone         = "What was done"
	labelResults      = "What came of it"
	labelNoResults    = "No results were found in its sources."
	labelWhere        = "Where and when"
	labelSince        = "Began in %d"
	labelKeywords     = "Keywords"
	labelTags         = "Topics and approaches"
	labelEvidencePage = "Based on its own page, read in part on %s."
	labelEvidenceSnip = "Based on a mention of it, seen on %s. Its own page was not read."
	labelEvidenceList = "Based on its entry in a list, seen on %s. Its own page was not read."
	labelOwnLibrary   = "From your own library."
	labelFigures      = "Figures are as the sources gave them."
	labelReport       = "Report a mistake"
	labelReportMail   = "Mistake in the case %s"
	labelReportBody   = "What is wrong, and how do you know?"
	labelNothing      = "No case in the library comes close to that."
	labelOutside      = "No case inside those limits comes close, but %d outside them do. Leave a limit out and ask again, or search without limits."
	labelYouAsked     = "You asked: %s"
	labelNothingFits  = "No case in the library fits those limits. Leave one out and ask again."
	labelAskAgain     = "Try to say who has the problem and what goes wrong, in one or two sentences. Or look at a topic nearby:"
	labelAskOther     = "Try to say who has the problem and what goes wrong, in one or two sentences."
	labelNoProblem    = "Happy to help. Tell me what goes wrong and for whom, and I will look for who had that problem before. For example: small firms cannot win public tenders."

	titleDetails = "Case details"
	titleShare   = "Share this case"
	titleShared  = "Shared"
	titleTrouble = "Not shared"
	buttonSubmit = "Share"
	buttonClose  = "Close"
	buttonCancel = "Cancel"

	labelShareTo     = "Where"
	hintShareTo      = "Everybody there will see the case and that you shared it."
	labelShareNote   = "Note"
	hintShareNote    = "For example why it matters to you. Shown above the case."
	labelSharing     = "Sharing the case..."
	labelSharedIn    = "Shared in "
	labelSharedThere = "The case is where you wanted it."
	labelSharedBy    = " shared a case"
	labelSomebody    = "Somebody"
	textShared       = " shared a case: %s"
	labelYourNote    = "Your note"

	helpTitle = "Find out who had your problem before"
	helpIntro = "Describe a policy problem in your own words. Precedent answers with real public-sector cases: what was done, where, what came of it, and why it is similar. After /similar only you see the answer, until you share it."
	helpTry   = "For example:"
	helpLimit = "Limits can be typed or said:"
	helpWays  = "You can also mention me in a channel, where everybody sees the answer in a thread, or write to me directly."
	helpText  = "How to ask: describe a policy problem in your own words, for example /similar small firms cannot win public tenders"
)

var (
	helpExamples = []string{
		"small firms cannot win public tenders",
		"parents run from office to office with a new baby",
		"nobody dares to report corruption",
	}
	helpLimits = []string{
		"tenders country:LATAM since:2010",
		"topic:health-care level:local",
		"health care, only in Africa",
	}
)

// Sentences for when something went wrong, each with the next step.
const (
	TroubleInternal     = "Something went wrong on my side and the answer is lost. Please try again. If it happens again, tell whoever runs Precedent the reference %s."
	TroubleUnsure       = "Slack had trouble just now. If you see no answer in a moment, please ask again."
	TroubleUnsureShared = "Slack had trouble just now. Please look in the channel before you share the case again."
	TroubleBusy         = "Precedent has too many questions at once. Please ask again in a minute."
	TroubleRateLimited  = "Slack asks me to slow down. Please try again in a minute."
	TroubleNotInChannel = "I am not a member of that channel, so I cannot post there. Type /invite @Precedent in it and try again."
	TroubleArchived     = "That channel is archived, so nobody can post there. Choose another one."
	TroubleRestricted   = "Slack does not let me post in that channel. Ask who manages it, or choose another one."
	TroubleNoChannel    = "I cannot see that channel. Type /invite @Precedent in it and try again."
	TroubleExpired      = "That took too long, so Slack closed the window. Please press the button again."
	TroubleScope        = "I am missing the permission %s in this workspace. Ask whoever installed Precedent to reinstall it."
	TroubleSomeScope    = "I am missing a permission in this workspace. Ask whoever installed Precedent to reinstall it."
	TroubleAuth         = "My access to this workspace has ended. Ask whoever installed Precedent to reinstall it."
	TroubleCaseGone     = "That case is no longer in the library. Ask again to see what is there now."
	TroubleNoMore       = "There are no more cases."
	TroubleNoWindow     = "Slack did not let me open the window for that. Please try again later, or tell whoever runs Precedent."
	TroubleOldButton    = "I no longer know what that button meant. Please ask again."
	TroubleFilter       = "I do not know the %s \"%s\"."
	TroubleYear         = "\"%s\" is no year. Type it in four digits, for example %s:2018."
	TroublePeriod       = "That period ends before it begins. Swap the two years, or leave one out."
	TroubleFilterTry    = " Did you mean %s?"
	TroubleFilterUse    = " The limits are country, level, topic, approach, since and until, for example country:PL."
)
