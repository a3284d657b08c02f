//! Showing that an organisation is the one of a record.

use catalogue::model::{Image, Kind, Organization, Provenance};
use providers::actions::{self as a, No};
use providers::model::ClaimState;
use values::Id;

use crate::town::{CODES, NOW, admitted, form, ground, id, now, on, refused};

/// Puts an organisation into the catalogue.
pub fn put(tx: &mut db::Write<'_>, organization: &Organization) -> Result<(), No> {
    let image = Image {
        kind: Kind::Organization,
        id: organization.id,
        version: 1,
        modified_at: NOW,
        merged_into: None,
        gone_at: None,
        body: serde_json::to_value(organization).expect("JSON"),
        provenance: Provenance::new(),
    };
    catalogue::actions::put(tx, &[image])?;
    catalogue::actions::publish(tx)?;
    Ok(())
}

fn record(name: &str, mail: Option<&str>) -> Organization {
    let mut o = Organization::new(id(name), name);
    o.email = mail.map(str::to_string);
    o
}

testing::on_both!(a_code_goes_to_the_records_own_address, |db| async move {
    let g = ground();
    db.write(move |tx| {
        let org = id("org");
        let (open, mute) = (id("record"), id("mute"));
        put(tx, &record("record", Some("office@porto.example")))?;
        put(tx, &record("mute", None))?;
        let claim = |tx: &mut db::Write<'_>, org: Id, record: Id, n: &str, who: &str| {
            a::claim_by_mail(tx, &g, (org, record, id(n)), "ABCD-EFGH-JKLM", now(who))
        };
        // Before it is admitted an organisation claims nothing.
        a::begin(
            tx,
            &g,
            (id("young"), id("young case")),
            &form(CODES[1]),
            now("piero"),
        )?;
        let no = refused(claim(tx, id("young"), open, "c0", "piero"));
        assert_eq!(no, ["providers-refused-not-admitted"]);
        admitted(tx, &g, (org, id("case")), "nora", 0)?;
        assert_eq!(
            refused(claim(tx, org, mute, "c1", "nora")),
            ["providers-refused-no-mail"]
        );
        assert_eq!(
            refused(claim(tx, org, id("none"), "c1", "nora")),
            ["providers-refused-unknown"]
        );
        assert_eq!(
            refused(claim(tx, org, open, "c1", "eve")),
            ["providers-refused-unknown"]
        );
        let (first, to) = claim(tx, org, open, "c1", "nora")?;
        assert_eq!(to, "office@porto.example");
        let give = |tx: &mut db::Write<'_>, claim: Id, code: &str, days| {
            a::give_code(tx, &g, claim, code, on("nora", days))
        };
        for n in 0..4 {
            assert_eq!(give(tx, first.id, "wrong", 0)?, ClaimState::Open, "{n}");
        }
        assert_eq!(give(tx, first.id, "wrong", 0)?, ClaimState::Spent);
        assert_eq!(give(tx, first.id, "abcd efgh jklm", 0)?, ClaimState::Spent);
        let (second, _) = claim(tx, org, open, "c2", "nora")?;
        let no = refused(claim(tx, org, open, "c3", "nora"));
        assert_eq!(
            no,
            ["providers-refused-codes"],
            "its owner is no letter box"
        );
        assert_eq!(
            give(tx, second.id, "abcd efgh jklm", 0)?,
            ClaimState::Proven
        );
        let no = refused(claim(tx, org, open, "c4", "nora"));
        assert_eq!(no, ["providers-refused-claimed-already"]);
        Ok::<_, No>(())
    })
    .await?;
    Ok(())
});

testing::on_both!(an_officer_decides_by_documents, |db| async move {
    let g = ground();
    db.write(move |tx| {
        let org = id("org");
        put(tx, &record("record", None))?;
        admitted(tx, &g, (org, id("case")), "nora", 0)?;
        let claim = a::claim_by_document(tx, &g, (org, id("record"), id("c")), now("nora"))?;
        let waiting = a::claims_waiting(tx)?;
        assert_eq!(waiting, std::slice::from_ref(&claim));
        let own = a::decide_claim(tx, &g, claim.id, true, "È nostra", now("nora"));
        assert_eq!(refused(own), ["providers-refused-own"]);
        let silent = a::decide_claim(tx, &g, claim.id, false, " ", now("officer"));
        assert_eq!(refused(silent), ["providers-refused-note"]);
        a::decide_claim(tx, &g, claim.id, true, "Statuto visto", now("officer"))?;
        let again = a::decide_claim(tx, &g, claim.id, false, "No", now("officer"));
        assert_eq!(refused(again), ["providers-refused-changed"]);
        assert_eq!(a::claims(tx, org, id("nora"))?[0].state, ClaimState::Proven);
        Ok::<_, No>(())
    })
    .await?;
    Ok(())
});
