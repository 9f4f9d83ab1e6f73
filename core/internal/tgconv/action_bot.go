package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// callAction converts calls.
func callAction(a tg.MessageActionClass) *model.Action {
	switch a := a.(type) {
	case *tg.MessageActionPhoneCall:
		d := &model.Action{Type: "phone_call", Call: a.CallID, Video: a.Video, Duration: a.Duration}
		d.Reason, d.Fields = discardReason(a.Reason)
		return d
	case *tg.MessageActionConferenceCall:
		return &model.Action{Type: "conference_call", Call: a.CallID, Video: a.Video, Duration: a.Duration,
			Missed: a.Missed, Active: a.Active, Peers: peerIDs(a.OtherParticipants)}
	case *tg.MessageActionGroupCall:
		d := inCall("group_call", a.Call)
		d.Duration = a.Duration
		return d
	case *tg.MessageActionGroupCallScheduled:
		d := inCall("group_call_scheduled", a.Call)
		d.Date = int64(a.ScheduleDate)
		return d
	case *tg.MessageActionInviteToGroupCall:
		d := inCall("invite_to_group_call", a.Call)
		d.Users = a.Users
		return d
	}
	return nil
}

func inCall(kind string, c tg.InputGroupCallClass) *model.Action {
	d := &model.Action{Type: kind}
	var slug string
	d.Call, slug, d.Message = groupCall(c)
	d.Fields = fields("slug", slug)
	return d
}

func discardReason(r tg.PhoneCallDiscardReasonClass) (string, map[string]any) {
	switch r := r.(type) {
	case *tg.PhoneCallDiscardReasonMissed:
		return "missed", nil
	case *tg.PhoneCallDiscardReasonDisconnect:
		return "disconnect", nil
	case *tg.PhoneCallDiscardReasonHangup:
		return "hangup", nil
	case *tg.PhoneCallDiscardReasonBusy:
		return "busy", nil
	case *tg.PhoneCallDiscardReasonMigrateConferenceCall:
		return "migrate_conference_all", fields("slug", r.Slug) // Telegram Desktop's spelling
	}
	return "", nil
}

// botAction converts what bots and their apps do.
func botAction(a tg.MessageActionClass) *model.Action {
	switch a := a.(type) {
	case *tg.MessageActionGameScore:
		return &model.Action{Type: "score_in_game", Game: a.GameID, Score: a.Score}
	case *tg.MessageActionBotAllowed:
		return botAllowed(a)
	case *tg.MessageActionSecureValuesSent:
		d := &model.Action{Type: "send_passport_values"}
		for _, t := range a.Types {
			d.Values = append(d.Values, passportValue(t))
		}
		return d
	case *tg.MessageActionSecureValuesSentMe:
		d := &model.Action{Type: "secure_values_sent_me"}
		for _, v := range a.Values {
			d.Values = append(d.Values, passportValue(v.Type))
		}
		return d
	case *tg.MessageActionWebViewDataSent:
		return &model.Action{Type: "send_webview_data", Text: model.Text{Text: a.Text}}
	case *tg.MessageActionWebViewDataSentMe:
		return &model.Action{Type: "web_view_data_sent_me", Text: model.Text{Text: a.Text}, Fields: fields("data", a.Data)}
	case *tg.MessageActionRequestedPeer:
		return &model.Action{Type: "requested_peer", Button: a.ButtonID, Peers: peerIDs(a.Peers)}
	case *tg.MessageActionRequestedPeerSentMe:
		return requestedPeers(a)
	case *tg.MessageActionManagedBotCreated:
		return &model.Action{Type: "managed_bot_created", User: a.BotID}
	}
	return nil
}

func botAllowed(a *tg.MessageActionBotAllowed) *model.Action {
	d := &model.Action{Type: "allow_sending_messages", Domain: a.Domain, AttachMenu: a.AttachMenu}
	switch {
	case a.AttachMenu:
		d.Type, d.Flags = "attach_menu_bot_allowed", flags("from_request", a.FromRequest)
	case a.FromRequest:
		d.Type = "web_app_bot_allowed"
	}
	switch app := a.App.(type) {
	case *tg.BotApp:
		d.App, d.AppID, d.Photo, d.Document = app.Title, app.ID, photo(app.Photo), document(app.Document)
		d.Fields = fields("short_name", app.ShortName, "description", app.Description)
	case *tg.BotAppNotModified:
	}
	return d
}

func requestedPeers(a *tg.MessageActionRequestedPeerSentMe) *model.Action {
	d := &model.Action{Type: "requested_peer_sent_me", Button: a.ButtonID}
	for _, p := range a.Peers {
		switch p := p.(type) {
		case *tg.RequestedPeerUser:
			d.Peers = append(d.Peers, userID(p.UserID))
		case *tg.RequestedPeerChat:
			d.Peers = append(d.Peers, chatID(p.ChatID))
		case *tg.RequestedPeerChannel:
			d.Peers = append(d.Peers, channelID(p.ChannelID))
		}
	}
	d.Fields = fields("peers", tree(a.Peers))
	return d
}

func passportValue(t tg.SecureValueTypeClass) string {
	switch t.(type) {
	case *tg.SecureValueTypePersonalDetails:
		return "personal_details"
	case *tg.SecureValueTypePassport:
		return "passport"
	case *tg.SecureValueTypeDriverLicense:
		return "driver_license"
	case *tg.SecureValueTypeIdentityCard:
		return "identity_card"
	case *tg.SecureValueTypeInternalPassport:
		return "internal_passport"
	case *tg.SecureValueTypeAddress:
		return "address_information"
	case *tg.SecureValueTypeUtilityBill:
		return "utility_bill"
	case *tg.SecureValueTypeBankStatement:
		return "bank_statement"
	case *tg.SecureValueTypeRentalAgreement:
		return "rental_agreement"
	case *tg.SecureValueTypePassportRegistration:
		return "passport_registration"
	case *tg.SecureValueTypeTemporaryRegistration:
		return "temporary_registration"
	case *tg.SecureValueTypePhone:
		return "phone_number"
	case *tg.SecureValueTypeEmail:
		return "email"
	}
	return unsupported
}
