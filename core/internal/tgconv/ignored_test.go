package tgconv

import "strings"

// Why a field leaves no trace.
const (
	ticketOnly  = "a ticket to fetch the object, kept with the peers and files that need it"
	cacheOnly   = "only tells a client whether its copy is stale"
	readState   = "what has been read changes without the message"
	ability     = "what one may do there, not what is in it"
	appearance  = "how a client shows it"
	market      = "what it costs others today, not what was given"
	redundant   = "told by another field too"
	notToUs     = "only ever sent to Telegram"
	otherLists  = "converted by Peers"
	paging      = "for fetching on, not content"
	othersOnly  = "about another person's account, while the profile is the owner's"
	botEncoding = "encrypted for the bot alone"
	videoItself = "the video itself tells"
)

// ignoredFields are the fields that leave no trace in the documents, as
// "constructor.Field", or "*.Field" for all constructors.
func ignoredFields() map[string]string {
	ignored := map[string]string{
		"*.AccessHash": ticketOnly,
		"*.Hash":       cacheOnly,

		"message.MediaUnread":                         readState,
		"messageService.MediaUnread":                  readState,
		"messageService.ReactionsArePossible":         ability,
		"messageActionSecureValuesSentMe.Credentials": botEncoding,
		"messageReactions.Min":                        cacheOnly,
		"messageReactions.CanSeeList":                 ability,
		"messagePeerReaction.Unread":                  readState,
		"messageReplies.RepliesPts":                   cacheOnly,
		"messageReplies.MaxID":                        readState,
		"messageReplies.ReadMaxID":                    readState,
		"photoPathSize.Type":                          redundant,
		"photoStrippedSize.Type":                      redundant,
		"videoSize.W":                                 videoItself,
		"videoSize.H":                                 videoItself,
		"videoSize.VideoStartTs":                      appearance,
		"documentAttributeVideo.PreloadPrefixSize":    appearance,
		"pollResults.HasUnreadVotes":                  readState,
		"pollResults.CanViewStats":                    ability,
		"inputPollAnswer.Media":                       notToUs,
		"page.V2":                                     cacheOnly,

		"starGift.SoldOut":                   market,
		"starGift.AvailabilityRemains":       market,
		"starGift.FirstSaleDate":             market,
		"starGift.LastSaleDate":              market,
		"starGiftUnique.ResaleTonOnly":       market,
		"starGiftUnique.AvailabilityIssued":  market,
		"starGiftUnique.ResellAmount":        market,
		"starGiftUnique.ValueAmount":         market,
		"starGiftUnique.ValueCurrency":       market,
		"starGiftUnique.ValueUsdAmount":      market,
		"starGift.AvailabilityResale":        market,
		"starGift.ResellMinStars":            market,
		"starGift.PerUserTotal":              market,
		"starGift.PerUserRemains":            market,
		"starGift.LockedUntilDate":           market,
		"starGift.GiftsPerRound":             market,
		"starGift.AuctionStartDate":          market,
		"starGift.UpgradeVariants":           market,
		"starGift.Background":                appearance,
		"starGiftUnique.OfferMinStars":       market,
		"starGiftUnique.CraftChancePermille": market,
	}
	for _, group := range []map[string]map[string]string{ignoredOfPeers(), ignoredOfLists()} {
		for of, reasons := range group {
			for names, reason := range reasons {
				for _, n := range strings.Fields(names) {
					ignored[of+"."+n] = reason
				}
			}
		}
	}
	return ignored
}

func ignoredOfPeers() map[string]map[string]string {
	return map[string]map[string]string{
		"user": {
			"BotChatHistory BotNochats BotInlineGeo BotAttachMenu AttachMenuEnabled BotCanEdit StoriesUnavailable " +
				"ContactRequirePremium BotBusiness BotHasMainApp BotForumView BotForumCanManageTopics BotCanManageBots " +
				"BotGuestchat BotGuard SendPaidMessagesStars": ability,
			"Restricted":     redundant,
			"BotInfoVersion": cacheOnly,
			"StoriesHidden StoriesMaxID ProfileColor BotInlinePlaceholder LangCode " +
				"BotVerificationIcon BotActiveUsers": appearance,
		},
		"channel": {
			"Signatures SlowmodeEnabled CallActive CallNotEmpty JoinToSend JoinRequest StoriesUnavailable HasLink HasGeo " +
				"SignatureProfiles Autotranslation BroadcastMessagesAllowed BannedRights DefaultBannedRights " +
				"SendPaidMessagesStars Level SubscriptionUntilDate": ability,
			"Restricted": redundant,
			"StoriesHidden StoriesHiddenMin StoriesMaxID ForumTabs ProfileColor BotVerificationIcon": appearance,
		},
		"channelForbidden":    {"UntilDate": ability},
		"chat":                {"CallActive CallNotEmpty DefaultBannedRights": ability, "Version": cacheOnly},
		"community":           {"CollapsedInDialogs": appearance, "DefaultBannedRights": ability},
		"userStatusRecently":  {"ByMe": ability},
		"userStatusLastWeek":  {"ByMe": ability},
		"userStatusLastMonth": {"ByMe": ability},
		"userFull": {
			"Blocked PhoneCallsAvailable PhoneCallsPrivate CanPinMessage VideoCallsAvailable VoiceMessagesForbidden " +
				"ContactRequirePremium ReadDatesPrivate BlockedMyStoriesFrom Settings CommonChatsCount PrivateForwardName " +
				"BotInfo BotGroupAdminRights BotBroadcastAdminRights StarrefProgram BotVerification BotManagerID Note " +
				"BotCanManageEmojiStatus UnofficialSecurityRisk NoforwardsMyEnabled NoforwardsPeerEnabled": othersOnly,
			"HasScheduled TranslationsDisabled StoriesPinnedAvailable WallpaperOverridden SponsoredEnabled NotifySettings " +
				"DisplayGiftsButton PinnedMsgID FolderID Theme Wallpaper Stories MainTab": appearance,
			"CanViewRevenue BusinessGreetingMessage BusinessAwayMessage StargiftsCount SendPaidMessagesStars " +
				"DisallowedGifts StarsRating StarsMyPendingRating StarsMyPendingRatingDate": ability,
		},
	}
}

func ignoredOfLists() map[string]map[string]string {
	return map[string]map[string]string{
		"dialog": {
			"UnreadMark ReadInboxMaxID ReadOutboxMaxID UnreadCount UnreadMentionsCount UnreadReactionsCount " +
				"UnreadPollVotesCount": readState,
			"ViewForumAsMessages NotifySettings": appearance,
			"Pts":                                cacheOnly,
		},
		"contacts.topPeers":        {"Chats Users": otherLists},
		"messages.channelMessages": {"Pts OffsetIDOffset": paging},
		"messages.messagesSlice":   {"NextRate OffsetIDOffset SearchFlood": paging},
		"messages.dialogs":         {"Messages": "only the newest message's date is taken (TestDialogs)"},
		"messages.dialogsSlice":    {"Messages": "only the newest message's date is taken (TestDialogs)"},
	}
}
