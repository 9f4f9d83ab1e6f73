package demo

import (
	"context"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"

	"satchel/core/demo/world"
)

func (s *Server) helpMethods() []*method {
	return []*method{
		on(s.getConfig, nobody, anywhere, onCDN), on(s.getAppConfig, nobody, anywhere),
		on(s.getNearestDC, nobody, anywhere), on(s.getCDNConfig, nobody, anywhere),
		on(s.getState, anywhere), on(s.getDifference, anywhere), on(s.updateStatus, anywhere),
	}
}

// configLife is how long a client may go without asking again.
const configLife = time.Hour

// getConfig: https://core.telegram.org/method/help.getConfig. The limits are the
// ones Telegram's page shows. Its time is the real one, not the account's: a client
// whose configuration has expired by its own clock asks again at once, for ever.
func (s *Server) getConfig(_ context.Context, c *call, _ *tg.HelpGetConfigRequest) (bin.Encoder, error) {
	now := time.Now()
	return &tg.Config{
		Date: int(now.Unix()), Expires: int(now.Add(configLife).Unix()), ThisDC: c.dc, DCOptions: s.dcOptions(),
		DCTxtDomainName: "localhost", ChatSizeMax: 200, MegagroupSizeMax: 200_000, ForwardedCountMax: 100,
		OnlineUpdatePeriodMs: 210_000, OfflineBlurTimeoutMs: 5_000, OfflineIdleTimeoutMs: 30_000,
		OnlineCloudTimeoutMs: 300_000, NotifyCloudDelayMs: 30_000, NotifyDefaultDelayMs: 1_500,
		PushChatPeriodMs: 60_000, PushChatLimit: 2, EditTimeLimit: 172_800, RevokeTimeLimit: 2_147_483_647,
		RevokePmTimeLimit: 2_147_483_647, RatingEDecay: 2_419_200, StickersRecentLimit: 200,
		ChannelsReadMediaPeriod: 604_800, CallReceiveTimeoutMs: 20_000, CallRingTimeoutMs: 90_000,
		CallConnectTimeoutMs: 30_000, CallPacketTimeoutMs: 10_000, MeURLPrefix: "https://t.me/",
		CaptionLengthMax: 1024, MessageLengthMax: 4096, WebfileDCID: webFileDC,
	}, nil
}

func (s *Server) dcOptions() []tg.DCOption {
	var out []tg.DCOption
	for _, a := range s.mt.Addrs() {
		out = append(out, tg.DCOption{ID: a.ID, IPAddress: a.IP, Port: a.Port, MediaOnly: a.Media, CDN: a.CDN,
			ThisPortOnly: true, Static: true, Ipv6: a.IP == "::1"})
	}
	return out
}

// appConfigHash is the hash of the configuration: it never changes while a server lives.
const appConfigHash = 1

// getAppConfig: https://core.telegram.org/api/config. A queue without a limit is
// left out, so that nobody reads "none at all".
func (s *Server) getAppConfig(_ context.Context, _ *call, r *tg.HelpGetAppConfigRequest) (bin.Encoder, error) {
	if r.Hash == appConfigHash {
		return &tg.HelpAppConfigNotModified{}, nil
	}
	config := &tg.JSONObject{}
	for _, v := range []struct {
		key string
		n   int
	}{
		{"small_queue_max_active_operations_count", s.faults.SmallQueue},
		{"large_queue_max_active_operations_count", s.faults.LargeQueue},
		{"upload_max_fileparts_default", 4000},
		{"upload_max_fileparts_premium", 8000},
	} {
		if v.n > 0 {
			config.Value = append(config.Value, tg.JSONObjectValue{Key: v.key, Value: &tg.JSONNumber{Value: float64(v.n)}})
		}
	}
	return &tg.HelpAppConfig{Hash: appConfigHash, Config: config}, nil
}

func (s *Server) getNearestDC(_ context.Context, c *call, _ *tg.HelpGetNearestDCRequest) (bin.Encoder, error) {
	return &tg.NearestDC{Country: "NL", ThisDC: c.dc, NearestDC: world.HomeDC}, nil
}

// getCDNConfig: https://core.telegram.org/method/help.getCdnConfig.
func (s *Server) getCDNConfig(context.Context, *call, *tg.HelpGetCDNConfigRequest) (bin.Encoder, error) {
	return &tg.CDNConfig{PublicKeys: []tg.CDNPublicKey{{DCID: cdnDC, PublicKey: string(s.mt.Key().PublicPEM())}}}, nil
}

// getState and getDifference: nothing ever happens in a world.
func (s *Server) getState(context.Context, *call, *tg.UpdatesGetStateRequest) (bin.Encoder, error) {
	return s.state(), nil
}

func (s *Server) getDifference(context.Context, *call, *tg.UpdatesGetDifferenceRequest) (bin.Encoder, error) {
	return &tg.UpdatesDifferenceEmpty{Date: s.now(), Seq: 1}, nil
}

func (s *Server) state() *tg.UpdatesState {
	return &tg.UpdatesState{Pts: 1, Qts: 1, Date: s.now(), Seq: 1}
}

func (s *Server) updateStatus(context.Context, *call, *tg.AccountUpdateStatusRequest) (bin.Encoder, error) {
	return &tg.BoolTrue{}, nil
}
