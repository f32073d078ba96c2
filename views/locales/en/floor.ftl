### Words that belong to no single feature.

floor-verb-language = language, lang
floor-word-zh = 中文, chinese, zh, zh-cn
floor-word-en = english, en, 英文, 英语
floor-word-today = today
floor-word-yesterday = yesterday
floor-command = Language and help · 语言和帮助
floor-command-hint = [language 中文|English | help]
floor-language-set = From now on I write to you in English.
floor-language-how = Write /floor language 中文 or /floor language English.
floor-help = What you can ask for:
floor-help-command = *{ $command }* { $hint }
    { $what }
floor-stranger = I do not find you on the roster yet. Ask your team leader to add your Slack user ID { $user }; then everything works at once.
floor-denied = This is for { $roles }. Please ask one of them.
floor-working = I am on it; the answer follows in a moment.
floor-bug = Something went wrong on my side and nothing was changed. Please try again; if it happens again, give your administrator this reference: { $reference }
floor-unreachable = The database is busy and nothing was changed. Please try again in a moment.
floor-too-long = At most { $limit } letters fit here and yours has { $letters }; please shorten it.
floor-form-not-shown = Slack did not answer when I opened the form. If you do not see it, please ask for it once more.
floor-and = {", "}
floor-old-button = This button is from an earlier version. Please use the command instead, or open my Home.
floor-day-bad = “{ $typed }” is no day I can read; write today, yesterday or a date like 2026-11-20.
floor-person-unknown = Nobody on the roster is “{ $typed }”. Use @name or the employee number.
floor-person-several = { $count } people are called “{ $typed }”. Use @name or the employee number.
floor-unsaid-channel = I cannot speak in { $where }: Slack answers “{ $error }”. { $messages ->
        [one] One message is
       *[other] { $messages } messages are
    } kept. Invite me to the channel, or correct it in your teams file and import it again; its board follows at the next change.
floor-unsaid-person = I cannot write to { $where }: Slack answers “{ $error }”. { $messages ->
        [one] One message is
       *[other] { $messages } messages are
    } kept. Check their Slack user ID in your roster file and import it again.
floor-note-title = Shift leader
floor-close = Close
floor-cancel = Cancel
floor-home-hello = Hello, { $name }
floor-role =
    { $role ->
        [agent] agents
        [team_leader] team leaders
        [shift_leader] shift leaders
        [supervisor] supervisors
        [project_supervisor] project supervisors
        [project_manager] project managers
        [site_manager] site managers
        [centre_manager] the centre manager
        [trainer] trainers
        [qa] quality analysts
        [tech] technicians
        [ops] operations
        [safety_committee_member] safety committee members
        [safety_officer] the safety officer
        [part_time_safety_officer] part-time safety officers
        [infosec_admin] the information-security administrator
       *[netsec_admin] the network-security administrator
    }
