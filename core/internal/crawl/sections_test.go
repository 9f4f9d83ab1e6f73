package crawl

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"satchel/core/internal/archive"
	"satchel/core/internal/model"
)

// answers answers requests by their type; others it leaves to the account.
func answers(by map[string]func() (bin.Encoder, error)) func(bin.Object) (bin.Encoder, error) {
	return func(request bin.Object) (bin.Encoder, error) {
		name := fmt.Sprintf("%T", request)
		if fn := by[strings.TrimSuffix(strings.TrimPrefix(name, "*tg."), "Request")]; fn != nil {
			return fn()
		}
		return nil, nil
	}
}

func give(answer bin.Encoder) func() (bin.Encoder, error) {
	return func() (bin.Encoder, error) { return answer, nil }
}

func refuse(code int, text string) func() (bin.Encoder, error) {
	return func() (bin.Encoder, error) { return nil, tgerr.New(code, text) }
}

// only is a plan of what change chooses.
func only(change func(*Plan)) Plan {
	p := Plan{Choice: all().Choice}
	change(&p)
	return p
}

// docsOf are the keys and documents of a section in their order.
func docsOf(t *testing.T, a *archive.Archive, s model.Section) (docs []string) {
	t.Helper()
	if err := a.Section(t.Context(), s, func(key string, doc []byte) error {
		docs = append(docs, key+" "+string(doc))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return docs
}

func placesOf(t *testing.T, a *archive.Archive) (places []string) {
	t.Helper()
	files, err := a.Claim(t.Context(), 2, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		places = append(places, string(f.Key)+" "+f.Name)
	}
	slices.Sort(places)
	return places
}

func fullPhoto(id int64) *tg.Photo {
	return &tg.Photo{ID: id, AccessHash: 1, FileReference: []byte{1}, Date: 1_600_000_000, DCID: 2,
		Sizes: []tg.PhotoSizeClass{&tg.PhotoSize{Type: "x", W: 4, H: 3, Size: 9}}}
}

// The pictures that strangers and a contact are shown are queued beside the profile,
// where pictures are wanted.
func TestThePicturesOfTheProfileAreQueued(t *testing.T) {
	user := &tg.UserFull{ID: 1, About: "bio", PersonalPhoto: fullPhoto(5), ProfilePhoto: fullPhoto(6), FallbackPhoto: fullPhoto(7), Settings: tg.PeerSettings{}}
	user.SetFlags()
	full := &tg.UsersUserFull{FullUser: *user, Users: []tg.UserClass{&tg.User{ID: 1, Self: true, FirstName: "Me"}}}
	for name, tt := range map[string]struct {
		userpics bool
		want     []string
	}{
		"wanted":     {true, []string{"photo:5:x personal", "photo:7:x fallback"}},
		"not wanted": {false, nil},
	} {
		t.Run(name, func(t *testing.T) {
			a, into := &account{more: answers(map[string]func() (bin.Encoder, error){
				"UsersGetFullUser": give(full), "PhotosGetUserPhotos": give(&tg.PhotosPhotos{}), "UsersGetSavedMusic": give(&tg.UsersSavedMusic{}),
			})}, openArchive(t)
			if _, err := a.run(t, into, only(func(p *Plan) { p.Profile, p.Userpics = true, tt.userpics }), false); err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, place := range placesOf(t, into) {
				key, file, _ := strings.Cut(place, " ")
				if stem, _, _ := strings.Cut(file, "@"); path.Ext(file) == ".jpg" {
					got = append(got, key+" "+stem)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			if docs := docsOf(t, into, model.SectionProfile); len(docs) != 1 || !strings.Contains(docs[0], `"bio":"bio"`) {
				t.Errorf("profile %v", docs)
			}
		})
	}
}

// A number that was saved twice keeps both names, and keeps them apart when another
// number comes before them.
func TestSavedNumbersAreKeyedByThemselves(t *testing.T) {
	list := []tg.SavedPhoneContact{{Phone: "1", FirstName: "Ann"}, {Phone: "2", FirstName: "Bob"}, {Phone: "1", FirstName: "Anna"}}
	a, into := &account{}, openArchive(t)
	a.more = func(r bin.Object) (bin.Encoder, error) {
		if _, ok := r.(*tg.ContactsGetSavedRequest); ok {
			return &tg.SavedPhoneContactVector{Elems: list}, nil
		}
		return nil, nil
	}
	plan := only(func(p *Plan) { p.Contacts = true })
	for range 2 {
		if _, err := a.run(t, into, plan, false); err != nil {
			t.Fatal(err)
		}
		list = append([]tg.SavedPhoneContact{{Phone: "0", FirstName: "Zoe"}}, list...)[:4]
	}
	var got []string
	for _, doc := range docsOf(t, into, model.SectionContacts) {
		key, _, _ := strings.Cut(doc, " ")
		got = append(got, key)
	}
	if diff := cmp.Diff([]string{"0/1", "1/1", "2/1", "1/2"}, got); diff != "" {
		t.Error(diff)
	}
}

// Who is a contact does not depend on whether Telegram tells when each was last seen.
func TestContactsAreKeptWithoutTheirStatus(t *testing.T) {
	contacts := &tg.ContactsContacts{Contacts: []tg.Contact{{UserID: 7, Mutual: true}, {UserID: 8}, {UserID: 9}},
		Users: []tg.UserClass{&tg.User{ID: 7, FirstName: "Ann", Status: &tg.UserStatusOffline{WasOnline: 1000}}, &tg.User{ID: 8, FirstName: "Bob"}, &tg.UserEmpty{ID: 9}}}
	contacts.Users[0].(*tg.User).SetFlags()
	statuses := &tg.ContactStatusVector{Elems: []tg.ContactStatus{{UserID: 8, Status: &tg.UserStatusOffline{WasOnline: 2000}}}}
	for name, tt := range map[string]struct {
		statuses func() (bin.Encoder, error)
		want     []string
	}{
		"told":    {give(statuses), []string{`user:7 {"v":1,"user":7,"mutual":true,"status":"offline","last_seen":1000}`, `user:8 {"v":1,"user":8,"status":"offline","last_seen":2000}`, `user:9 {"v":1,"user":9}`}},
		"refused": {refuse(400, "METHOD_INVALID"), []string{`user:7 {"v":1,"user":7,"mutual":true,"status":"offline","last_seen":1000}`, `user:8 {"v":1,"user":8}`, `user:9 {"v":1,"user":9}`}},
	} {
		t.Run(name, func(t *testing.T) {
			a, into := &account{more: answers(map[string]func() (bin.Encoder, error){
				"ContactsGetSaved": give(&tg.SavedPhoneContactVector{}), "ContactsGetContacts": give(contacts), "ContactsGetStatuses": tt.statuses,
			})}, openArchive(t)
			if _, err := a.run(t, into, only(func(p *Plan) { p.Contacts = true }), false); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, docsOf(t, into, model.SectionTelegramContacts)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestThoseTalkedToOftenComeInPages(t *testing.T) {
	var calls []int
	a, into := &account{}, openArchive(t)
	a.more = func(r bin.Object) (bin.Encoder, error) {
		top, ok := r.(*tg.ContactsGetTopPeersRequest)
		if !ok {
			return nil, nil
		}
		calls = append(calls, top.Offset)
		category := func(c tg.TopPeerCategoryClass, n int) tg.TopPeerCategoryPeers {
			out := tg.TopPeerCategoryPeers{Category: c, Count: n}
			for i := top.Offset; i < min(n, top.Offset+top.Limit); i++ {
				out.Peers = append(out.Peers, tg.TopPeer{Peer: &tg.PeerUser{UserID: int64(i + 1)}, Rating: float64(n - i)})
			}
			return out
		}
		return &tg.ContactsTopPeers{Categories: []tg.TopPeerCategoryPeers{category(&tg.TopPeerCategoryCorrespondents{}, 130), category(&tg.TopPeerCategoryPhoneCalls{}, 3)}}, nil
	}
	if _, err := a.run(t, into, only(func(p *Plan) { p.Contacts = true }), false); err != nil {
		t.Fatal(err)
	}
	docs := docsOf(t, into, model.SectionFrequent)
	if diff := cmp.Diff([]int{0, 100}, calls); diff != "" || len(docs) != 133 {
		t.Errorf("%d entries; offsets %s", len(docs), diff)
	}
}

func TestDevicesAndSitesAreKeptInTheirOrder(t *testing.T) {
	a, into := &account{more: answers(map[string]func() (bin.Encoder, error){
		"AccountGetAuthorizations":    give(&tg.AccountAuthorizations{Authorizations: []tg.Authorization{{Hash: 0, DeviceModel: "this", Current: true}, {Hash: -5, DeviceModel: "other"}}}),
		"AccountGetWebAuthorizations": give(&tg.AccountWebAuthorizations{Authorizations: []tg.WebAuthorization{{Hash: 9, Domain: "a.example"}, {Hash: 3, Domain: "b.example"}}}),
	})}, openArchive(t)
	if _, err := a.run(t, into, only(func(p *Plan) { p.Sessions, p.OtherData = true, true }), false); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range []model.Section{model.SectionSessions, model.SectionWebSessions, model.SectionOtherData} {
		for _, doc := range docsOf(t, into, s) {
			key, _, _ := strings.Cut(doc, " ")
			got = append(got, key)
		}
	}
	if diff := cmp.Diff([]string{"0", "-5", "9", "3", "file"}, got); diff != "" {
		t.Error(diff)
	}
	if r, found, err := into.File(t.Context(), OtherDataKey); err != nil || !found || r.State != model.FileQueued {
		t.Errorf("the file of other data: %+v, %v (%v)", r, found, err)
	}
}

// What is refused of one list costs that one, once, and is taken back when it comes.
func TestARefusedListIsAProblemOfThatList(t *testing.T) {
	by := map[string]func() (bin.Encoder, error){
		"AccountGetAuthorizations":    refuse(400, "FRESH_CHANGE_ADMINS_FORBIDDEN"),
		"AccountGetWebAuthorizations": give(&tg.AccountWebAuthorizations{Authorizations: []tg.WebAuthorization{{Hash: 9, Domain: "a.example"}}}),
	}
	a, into := &account{more: answers(by)}, openArchive(t)
	plan := only(func(p *Plan) { p.Sessions = true })
	for range 2 {
		if _, err := a.run(t, into, plan, false); err != nil {
			t.Fatal(err)
		}
		if _, problems := saved(t, into); !slices.Equal(problems, []string{"section_failed sessions"}) || len(docsOf(t, into, model.SectionWebSessions)) != 1 {
			t.Errorf("problems %v", problems)
		}
	}
	by["AccountGetAuthorizations"] = give(&tg.AccountAuthorizations{})
	if _, err := a.run(t, into, plan, false); err != nil {
		t.Fatal(err)
	}
	if _, problems := saved(t, into); len(problems) != 0 {
		t.Errorf("problems %v of what came in the end", problems)
	}
	by["AccountGetAuthorizations"] = refuse(401, "AUTH_KEY_UNREGISTERED")
	if _, err := a.run(t, into, plan, false); !tgerr.Is(err, "AUTH_KEY_UNREGISTERED") {
		t.Errorf("a run that is signed out: %v", err)
	}
	if _, problems := saved(t, into); len(problems) != 0 {
		t.Errorf("problems %v of a run that is signed out", problems)
	}
}
