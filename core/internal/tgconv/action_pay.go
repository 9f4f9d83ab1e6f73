package tgconv

import (
	"github.com/gotd/td/tg"

	"satchel/core/internal/model"
)

// paymentAction converts payments for goods, posts and messages.
func paymentAction(a tg.MessageActionClass) *model.Action {
	switch a := a.(type) {
	case *tg.MessageActionPaymentSent:
		return &model.Action{Type: "send_payment", Currency: a.Currency, Amount: a.TotalAmount,
			Date: int64(a.SubscriptionUntilDate), Recurring: recurring(a.RecurringInit, a.RecurringUsed),
			Flags:  flags("recurring_init", a.RecurringInit && a.RecurringUsed),
			Fields: fields("invoice_slug", a.InvoiceSlug)}
	case *tg.MessageActionPaymentSentMe:
		return paymentToBot(a)
	case *tg.MessageActionPaymentRefunded:
		return &model.Action{Type: "refunded_payment", Peer: PeerID(a.Peer), Currency: a.Currency,
			Amount: a.TotalAmount, Charge: a.Charge.ID,
			Fields: fields("provider_charge_id", a.Charge.ProviderChargeID, "payload", tree(a.Payload))}
	case *tg.MessageActionPaidMessagesRefunded:
		return &model.Action{Type: "paid_messages_refund", Count: a.Count, Stars: a.Stars}
	case *tg.MessageActionPaidMessagesPrice:
		return &model.Action{Type: "paid_messages_price_change", Stars: a.Stars,
			Flags: flags("broadcast_messages_allowed", a.BroadcastMessagesAllowed)}
	case *tg.MessageActionSuggestedPostApproval:
		return &model.Action{Type: "process_suggested_post", Reason: a.RejectComment,
			Date: int64(a.ScheduleDate), Price: price(a.Price),
			Flags: flags("rejected", a.Rejected, "balance_too_low", a.BalanceTooLow)}
	case *tg.MessageActionSuggestedPostSuccess:
		return &model.Action{Type: "suggested_post_success", Price: price(a.Price)}
	case *tg.MessageActionSuggestedPostRefund:
		return &model.Action{Type: "suggested_post_refund", Flags: flags("payer_initiated", a.PayerInitiated)}
	}
	return nil
}

// paymentToBot is the seller's side of a payment.
func paymentToBot(a *tg.MessageActionPaymentSentMe) *model.Action {
	d := &model.Action{Type: "payment_sent_me", Currency: a.Currency, Amount: a.TotalAmount,
		Date: int64(a.SubscriptionUntilDate), Recurring: recurring(a.RecurringInit, a.RecurringUsed),
		Charge: a.Charge.ID, Flags: flags("recurring_init", a.RecurringInit && a.RecurringUsed)}
	var info any
	if i, ok := a.GetInfo(); ok {
		info = tree(&i)
	}
	d.Fields = fields("provider_charge_id", a.Charge.ProviderChargeID, "payload", tree(a.Payload),
		"shipping_option_id", a.ShippingOptionID, "info", info)
	return d
}

// recurring is Telegram Desktop's word; "used" is the stronger one.
func recurring(init, used bool) string {
	switch {
	case used:
		return "used"
	case init:
		return "init"
	}
	return ""
}

// starsAction converts gifts of money's worth: premium, stars, TON, prizes.
func starsAction(a tg.MessageActionClass) *model.Action {
	switch a := a.(type) {
	case *tg.MessageActionGiftPremium:
		d := &model.Action{Type: "send_premium_gift", Currency: a.Currency, Amount: a.Amount, Days: a.Days,
			CryptoCurrency: a.CryptoCurrency, CryptoAmount: a.CryptoAmount}
		d.Text = withEntities(a.Message)
		return d
	case *tg.MessageActionGiftCode:
		return &model.Action{Type: "gift_code_prize", Peer: PeerID(a.BoostPeer), Days: a.Days, Code: a.Slug,
			Currency: a.Currency, Amount: a.Amount, CryptoCurrency: a.CryptoCurrency, CryptoAmount: a.CryptoAmount,
			Text: withEntities(a.Message), Flags: flags("via_giveaway", a.ViaGiveaway, "unclaimed", a.Unclaimed)}
	case *tg.MessageActionGiveawayLaunch:
		return &model.Action{Type: "giveaway_launch", Stars: a.Stars}
	case *tg.MessageActionGiveawayResults:
		return &model.Action{Type: "giveaway_results", Count: a.WinnersCount, Unclaimed: a.UnclaimedCount,
			Flags: flags("stars", a.Stars)}
	case *tg.MessageActionGiftStars:
		return &model.Action{Type: "send_stars_gift", Currency: a.Currency, Amount: a.Amount, Stars: a.Stars,
			Price: &model.Price{Whole: a.Stars}, CryptoCurrency: a.CryptoCurrency, CryptoAmount: a.CryptoAmount,
			Transaction: a.TransactionID}
	case *tg.MessageActionGiftTon:
		return &model.Action{Type: "send_ton_gift", Currency: a.Currency, Amount: a.Amount,
			Price: tonPrice(a.CryptoAmount), CryptoCurrency: a.CryptoCurrency, CryptoAmount: a.CryptoAmount,
			Transaction: a.TransactionID}
	case *tg.MessageActionPrizeStars:
		return &model.Action{Type: "stars_prize", Peer: PeerID(a.BoostPeer), Stars: a.Stars, Message: a.GiveawayMsgID,
			Transaction: a.TransactionID, Flags: flags("unclaimed", a.Unclaimed)}
	}
	return nil
}

// giftAction converts star gifts. Telegram Desktop has one word for all of
// them; Flags and Gift.Unique tell them apart.
func giftAction(a tg.MessageActionClass) *model.Action {
	switch a := a.(type) {
	case *tg.MessageActionStarGift:
		return starGift(a)
	case *tg.MessageActionStarGiftUnique:
		return starGiftUnique(a)
	case *tg.MessageActionStarGiftPurchaseOffer:
		return &model.Action{Type: sendStarGift, Gift: gift(a.Gift), Price: price(a.Price), Date: int64(a.ExpiresAt),
			Flags: flags("purchase_offer", true, "accepted", a.Accepted, "declined", a.Declined)}
	case *tg.MessageActionStarGiftPurchaseOfferDeclined:
		return &model.Action{Type: sendStarGift, Gift: gift(a.Gift), Price: price(a.Price),
			Flags: flags("purchase_offer_declined", true, "expired", a.Expired)}
	}
	return nil
}

const sendStarGift = "send_star_gift"

func starGift(a *tg.MessageActionStarGift) *model.Action {
	d := &model.Action{
		Type: sendStarGift, Gift: gift(a.Gift), Text: withEntities(a.Message),
		Peer: PeerID(a.Peer), FromPeer: PeerID(a.FromID), ToPeer: PeerID(a.ToID),
		Flags: flags("name_hidden", a.NameHidden, "saved", a.Saved, "converted", a.Converted, "upgraded", a.Upgraded,
			"refunded", a.Refunded, "can_upgrade", a.CanUpgrade, "prepaid_upgrade", a.PrepaidUpgrade,
			"upgrade_separate", a.UpgradeSeparate, "auction_acquired", a.AuctionAcquired),
		Fields: fields("convert_stars", a.ConvertStars, "upgrade_msg_id", a.UpgradeMsgID,
			"upgrade_stars", a.UpgradeStars, "saved_id", a.SavedID, "prepaid_upgrade_hash", a.PrepaidUpgradeHash,
			"gift_msg_id", a.GiftMsgID, "gift_num", a.GiftNum),
	}
	if d.Gift != nil {
		d.Stars = d.Gift.Stars
	}
	return d
}

func starGiftUnique(a *tg.MessageActionStarGiftUnique) *model.Action {
	return &model.Action{
		Type: sendStarGift, Gift: gift(a.Gift), Text: withEntities(a.Message),
		Peer: PeerID(a.Peer), FromPeer: PeerID(a.FromID), Price: price(a.ResaleAmount),
		Flags: flags("upgrade", a.Upgrade, "transferred", a.Transferred, "saved", a.Saved, "refunded", a.Refunded,
			"prepaid_upgrade", a.PrepaidUpgrade, "assigned", a.Assigned, "from_offer", a.FromOffer,
			"craft", a.Craft, "name_hidden", a.NameHidden),
		Fields: fields("saved_id", a.SavedID, "transfer_stars", a.TransferStars, "can_export_at", a.CanExportAt,
			"can_transfer_at", a.CanTransferAt, "can_resell_at", a.CanResellAt, "can_craft_at", a.CanCraftAt,
			"drop_original_details_stars", a.DropOriginalDetailsStars),
	}
}
