//! What `clinical.md` says, as tables; `../rules.rs` says what it is about.
//!
//! They were derived from that document alone; the pack was read only for its
//! ids. A line names its row and then, between bars: the answers on top of a
//! healthy adult's, the level, the date before which there is a wait, questions
//! that must be among the findings, events that must be among those waited for
//! (`birth+after_birth`: the event and then the wait of that name). `SINGLE`,
//! `EDGES`, `WARNINGS`, `ENOUGH` and `OK_CELLS` say above themselves how they read.
//!
//! `TODAY` is 20 November 2026. All dates were counted by hand. For a wait of 14
//! days the 7th of November ends tomorrow, the 6th today, the 5th ended
//! yesterday; for 28 days these are 24, 23 and 22 October, for 30 days 22, 21 and
//! 20 October, for 3 months 21, 20 and 19 August, for 6 months 21, 20 and 19 May,
//! for 12 months 21, 20 and 19 November 2025.

/// B1: the named conditions.
///
/// A birth in the last weeks has an option of its own: a wait "until after the birth, and then six
/// weeks" would end with the birth, as the day after "not pregnant" would be true.
pub const NAMED: &str = "
B1.1 red spots in the area             | active_acne=yes acne_where=area acne_control=no acne_kind=red_sore             | wait       |            | acne_kind | last_spot+acne_clear
B1.1 red spots there and elsewhere     | active_acne=yes acne_where=both acne_control=no acne_kind=red_sore             | wait       |            | acne_kind | last_spot+acne_clear
B1.1 deep lumps in the area            | active_acne=yes acne_where=area acne_control=no acne_kind=deep_lumps           | wait       |            | acne_kind | last_spot+acne_clear
B1.1 deep lumps there and elsewhere    | active_acne=yes acne_where=both acne_control=no acne_kind=deep_lumps           | wait       |            | acne_kind | last_spot+acne_clear
B1.1 red spots, place not known        | active_acne=yes acne_where=unsure acne_control=no acne_kind=red_sore           | wait       |            | acne_kind acne_where | last_spot+acne_clear
B1.1 deep lumps, place not told        | active_acne=yes acne_where=declined acne_control=no acne_kind=deep_lumps       | wait       |            | acne_kind acne_where | last_spot+acne_clear
B1.1 out of control, elsewhere         | active_acne=yes acne_where=elsewhere acne_control=yes acne_kind=red_sore acne_area_last=2020 | wait       |            | acne_control | last_spot+acne_clear
B1.1 out of control, blackheads        | active_acne=yes acne_where=elsewhere acne_control=yes acne_kind=comedones acne_last=2020 | wait       |            | acne_control | last_spot+acne_clear
B1.1 out of control, yet healed        | active_acne=yes acne_where=area acne_control=yes acne_kind=healed acne_last=2020 | wait       |            | acne_control | last_spot+acne_clear
B1.1 blackheads in the area            | active_acne=yes acne_where=area acne_control=no acne_kind=comedones acne_last=2020 | clinician  |            | acne_kind |
B1.1 blackheads there and elsewhere    | active_acne=yes acne_where=both acne_control=no acne_kind=comedones acne_last=2020 | clinician  |            | acne_kind |
B1.1 blackheads, place not known       | active_acne=yes acne_where=unsure acne_control=no acne_kind=comedones acne_last=2020 | clinician  |            | acne_kind acne_where |
B1.1 blackheads elsewhere              | active_acne=yes acne_where=elsewhere acne_control=no acne_kind=comedones acne_last=2020 | clinician  |            | acne_kind |
B1.1 blackheads, sore 10 days ago      | active_acne=yes acne_where=area acne_control=no acne_kind=comedones acne_last=2026-11-10 | wait       | 2026-12-08 | acne_kind acne_last |
B1.1 blackheads elsewhere, the same    | active_acne=yes acne_where=elsewhere acne_control=no acne_kind=comedones acne_last=2026-11-10 | wait       | 2026-12-08 | acne_kind acne_last |
B1.1 blackheads, day not known         | active_acne=yes acne_where=area acne_control=no acne_kind=comedones acne_last=unsure | clinician  |            | acne_kind acne_last |
B1.1 red spots only elsewhere          | active_acne=yes acne_where=elsewhere acne_control=no acne_kind=red_sore acne_area_last=2020 | clinician  |            | acne_kind |
B1.1 deep lumps only elsewhere         | active_acne=yes acne_where=elsewhere acne_control=no acne_kind=deep_lumps acne_area_last=2020 | clinician  |            | acne_kind |
B1.1 elsewhere, there 10 days ago      | active_acne=yes acne_where=elsewhere acne_control=no acne_kind=red_sore acne_area_last=2026-11-10 | wait       | 2026-12-08 | acne_kind acne_area_last |
B1.1 healed, last one today            | active_acne=yes acne_where=elsewhere acne_control=no acne_kind=healed acne_last=2026-11-20 | wait       | 2026-12-18 | acne_last |
B1.1 healed, last one this month       | active_acne=yes acne_where=area acne_control=no acne_kind=healed acne_last=2026-11 | wait       | 2026-12-18 | acne_last |
B1.1 healed, last one in October       | active_acne=yes acne_where=area acne_control=no acne_kind=healed acne_last=2026-10 | wait       | 2026-11-28 | acne_last |
B1.1 healed, day not known             | active_acne=yes acne_where=area acne_control=no acne_kind=healed acne_last=unsure | clinician  |            | acne_last |
B1.1 kind not known                    | active_acne=yes acne_where=area acne_control=no acne_kind=unsure               | clinician  |            | acne_kind |
B1.1 not sure of control               | active_acne=yes acne_where=area acne_control=unsure acne_kind=healed acne_last=2026-10-01 | clinician  |            | acne_control |
B1.2 in the area now                   | eczema=yes eczema_where=area_now eczema_weeping=no                             | wait       |            | eczema_where | eczema_calm+flare_quiet
B1.2 in the area, weeping              | eczema=yes eczema_where=area_now eczema_weeping=yes                            | wait       |            | eczema_where eczema_weeping | eczema_calm+flare_quiet
B1.2 weeping anywhere                  | eczema=yes eczema_where=elsewhere_calm eczema_weeping=yes                      | wait       |            | eczema_where eczema_weeping | eczema_calm+flare_quiet
B1.2 weeping, childhood                | eczema=yes eczema_where=childhood eczema_weeping=yes                           | wait       |            | eczema_weeping | eczema_calm+flare_quiet
B1.2 weeping, place not known          | eczema=yes eczema_where=unsure eczema_weeping=yes                              | wait       |            | eczema_where eczema_weeping | eczema_calm+flare_quiet
B1.2 there 2 weeks ago, now elsewhere  | eczema=yes eczema_where=elsewhere_flaring eczema_last=2026-11-06 eczema_weeping=no | wait       | 2026-12-04 | eczema_where eczema_last | eczema_calm
B1.2 flaring elsewhere, there long ago | eczema=yes eczema_where=elsewhere_flaring eczema_last=2020 eczema_weeping=no   | wait       |            | eczema_where | eczema_calm
B1.2 flaring elsewhere, never there    | eczema=yes eczema_where=elsewhere_flaring eczema_last=unsure eczema_weeping=no | wait       |            | eczema_where | eczema_calm
B1.2 area before, day not known        | eczema=yes eczema_where=area_before eczema_last=unsure eczema_weeping=no       | clinician  |            | eczema_where eczema_last |
B1.2 elsewhere, calm                   | eczema=yes eczema_where=elsewhere_calm eczema_weeping=no                       | clinician  |            | eczema_where |
B1.2 childhood only                    | eczema=yes eczema_where=childhood eczema_weeping=no                            | clinician  |            | eczema_where |
B1.2 place not known                   | eczema=yes eczema_where=unsure eczema_weeping=no                               | clinician  |            | eczema_where |
B1.2 weeping not known                 | eczema=yes eczema_where=childhood eczema_weeping=unsure                        | clinician  |            | eczema_where eczema_weeping |
B1.3 active                            | rosacea=yes rosacea_now=flare                                                  | wait       |            | rosacea_now | rosacea_calm+flare_quiet
B1.3 flare in the last 4 weeks         | rosacea=yes rosacea_now=recent                                                 | wait       |            | rosacea_now | rosacea_calm+flare_quiet
B1.3 quiet                             | rosacea=yes rosacea_now=quiet                                                  | clinician  |            | rosacea_now |
B1.3 redness or veins only             | rosacea=yes rosacea_now=redness                                                | clinician  |            | rosacea_now |
B1.3 state not known                   | rosacea=yes rosacea_now=unsure                                                 | clinician  |            | rosacea_now |
B1.4 face, neck, chest, back           | keloid=yes keloid_where=high keloid_many=no                                    | not_suitable |            | keloid |
B1.4 several, or after acne            | keloid=yes keloid_where=other keloid_many=yes                                  | not_suitable |            | keloid keloid_many |
B1.4 one, an ear lobe                  | keloid=yes keloid_where=other keloid_many=no                                   | not_suitable |            | keloid |
B1.4 one, all else not known           | keloid=yes keloid_where=unsure keloid_many=declined                            | not_suitable |            | keloid |
B1.5 due, day known (+ 6 weeks)        | pregnancy=yes pregnancy_isotretinoin=no pregnancy_due=2027-03-15               | wait       | 2027-04-26 | pregnancy pregnancy_due | birth+after_birth
B1.5 due today                         | pregnancy=yes pregnancy_isotretinoin=no pregnancy_due=2026-11-20               | wait       | 2027-01-01 | pregnancy pregnancy_due | birth+after_birth
B1.5 due yesterday: the event alone    | pregnancy=yes pregnancy_isotretinoin=no pregnancy_due=2026-11-19               | wait       |            | pregnancy | birth+after_birth
B1.5 due long past: the event alone    | pregnancy=yes pregnancy_isotretinoin=no pregnancy_due=2026-02-01               | wait       |            | pregnancy | birth+after_birth
B1.5 due, month known                  | pregnancy=yes pregnancy_isotretinoin=no pregnancy_due=2027-02                  | wait       | 2027-04-11 | pregnancy pregnancy_due | birth+after_birth
B1.5 due, year known                   | pregnancy=yes pregnancy_isotretinoin=no pregnancy_due=2026                     | wait       | 2027-02-11 | pregnancy pregnancy_due | birth+after_birth
B1.5 due, no date                      | pregnancy=yes pregnancy_isotretinoin=no pregnancy_due=unsure                   | wait       |            | pregnancy pregnancy_due | birth+after_birth
B3   birth, the day before 6 weeks      | pregnancy=birth birth_on=2026-10-10                                            | wait       | 2026-11-21 | birth_on |
B3   birth, 6 weeks to the day          | pregnancy=birth birth_on=2026-10-09                                            | clinician  |            | birth_on |
B3   birth, no date                     | pregnancy=birth birth_on=unsure                                                | clinician  |            | birth_on |
B1.5 might be                          | pregnancy=maybe pregnancy_isotretinoin=no                                      | clinician  |            | pregnancy |
B1.5 took isotretinoin, might be       | pregnancy=maybe pregnancy_isotretinoin=yes                                     | clinician  |            | pregnancy pregnancy_isotretinoin |
B1.5 not known                         | pregnancy=unsure pregnancy_isotretinoin=no                                     | clinician  |            | pregnancy |
B1.5 not told                          | pregnancy=declined pregnancy_isotretinoin=no                                   | clinician  |            | pregnancy |
B1.5 nothing known                     | pregnancy=unsure pregnancy_isotretinoin=unsure                                 | clinician  |            | pregnancy pregnancy_isotretinoin |
B1.6 breastfeeding                     | breastfeeding=yes                                                              | wait       |            | breastfeeding | feeding_ended
B1.8 clot long ago                     | clot_history=yes clot_last=1999                                                | clinician  |            | clot_history |
B1.8 day not known                     | clot_history=yes clot_last=unsure                                              | clinician  |            | clot_history clot_last |
";

/// One answer, and no follow-up: the level that each of these gives by itself.
pub const SINGLE: &str = "
B1.4 family, raised scar | clinician    | keloid_family=yes raised_scar=yes
B1.5 pregnancy           | clinician    | pregnancy=trying
B1.7 bleeding            | not_suitable | bleeding_disorder=diagnosed
B1.7 carrier, bruises    | clinician    | bleeding_disorder=carrier bleeding_disorder=bruise
B1.9 blood thinner       | clinician    | blood_thinner=yes
B1.9 painkiller          | no_concern   | blood_thinner=painkiller
B2.12 suspicious spot    | not_suitable | suspicious_spot=yes
B2.21 numbing            | not_suitable | allergy_numbing=yes
B2.27 medicines          | clinician    | light_sensitive_medicine=yes steroid_cream=yes
B2.29 under 18           | not_suitable | age=0 age=15 age=17
B2.29 18 to 21           | clinician    | age=18 age=19 age=20 age=21 age=unsure age=declined
B2.29 22 and over        | no_concern   | age=22 age=23 age=120
B2.30 other illness      | clinician    | heart_disease=yes implant=yes seizures=yes liver_kidney=yes fainting=yes
B2.30 other illness      | clinician    | poor_healing=yes hormone_treatment=yes other_illness=yes
B2.31 heat               | clinician    | rf_device=yes
B2.32 moles, tattoos     | clinician    | mole_tattoo=yes
B2.33 melasma            | clinician    | dark_marks=yes
B2.34 hopes              | clinician    | hopes=perfect hopes=low_mood
B2.34 hopes              | no_concern   | hopes=less_visible hopes=smoother hopes=unsure hopes=declined
B2.35 the face           | no_concern   | area=cheeks area=forehead area=temples area=nose area=chin_jaw
B2.35 off the face       | clinician    | area=neck area=chest area=shoulders_back area=elsewhere area=cheeks+chest
B2.35 not known          | clinician    | area=unsure area=declined
B2.35 eyelids, lips      | not_suitable | area=eyelids area=lips area=cheeks+lips area=eyelids+chest
C scar types             | clinician    | scar_type=raised scar_type=flat_marks scar_severity=colour scar_severity=severe
C scar types             | not_suitable | scar_type=keloid_like
C scar types             | no_concern   | scar_type=rolling scar_type=boxcar scar_type=ice_pick scar_type=mix scar_severity=moderate
C not knowing            | no_concern   | scar_type=unsure scar_type=declined scar_severity=unsure scar_severity=declined
";

/// B2, rows 10 to 21.
///
/// A metal that nobody can name is not suitable, and so is not being sure which it was.
pub const OTHERS: &str = "
B2.10 in the area                      | psoriasis=yes psoriasis_where=area psoriasis_new=no psoriasis_scratch=no       | not_suitable |            | psoriasis_where |
B2.10 there and elsewhere              | psoriasis=yes psoriasis_where=both psoriasis_new=no psoriasis_scratch=no       | not_suitable |            | psoriasis_where |
B2.10 follows scratches                | psoriasis=yes psoriasis_where=elsewhere psoriasis_new=no psoriasis_scratch=yes | not_suitable |            | psoriasis_scratch psoriasis_where |
B2.10 follows scratches, unknown       | psoriasis=yes psoriasis_where=unsure psoriasis_new=unsure psoriasis_scratch=yes | not_suitable |            | psoriasis_scratch psoriasis_where |
B2.10 elsewhere, stable                | psoriasis=yes psoriasis_where=elsewhere psoriasis_new=no psoriasis_scratch=no  | clinician  |            | psoriasis_where |
B2.10 elsewhere, new (stricter)        | psoriasis=yes psoriasis_where=elsewhere psoriasis_new=yes psoriasis_scratch=no | wait       |            | psoriasis_new psoriasis_where | psoriasis_still
B2.10 scratch not known                | psoriasis=yes psoriasis_where=elsewhere psoriasis_new=no psoriasis_scratch=unsure | clinician  |            | psoriasis_where psoriasis_scratch |
B2.10 place not known                  | psoriasis=yes psoriasis_where=unsure psoriasis_new=no psoriasis_scratch=no     | clinician  |            | psoriasis_where |
B2.11 in the area                      | vitiligo=yes vitiligo_where=area vitiligo_spreading=no                         | not_suitable |            | vitiligo_where |
B2.11 there and elsewhere              | vitiligo=yes vitiligo_where=both vitiligo_spreading=no                         | not_suitable |            | vitiligo_where |
B2.11 spreading elsewhere              | vitiligo=yes vitiligo_where=elsewhere vitiligo_spreading=yes                   | not_suitable |            | vitiligo_spreading vitiligo_where |
B2.11 spreading, place not known       | vitiligo=yes vitiligo_where=unsure vitiligo_spreading=yes                      | not_suitable |            | vitiligo_spreading |
B2.11 stable elsewhere                 | vitiligo=yes vitiligo_where=elsewhere vitiligo_spreading=no                    | clinician  |            | vitiligo_where |
B2.11 spreading not known              | vitiligo=yes vitiligo_where=elsewhere vitiligo_spreading=unsure                | clinician  |            | vitiligo_where vitiligo_spreading |
B2.12 cancer now, in the area          | skin_cancer=yes skin_cancer_where=area skin_cancer_kind=cancer_now             | not_suitable |            | skin_cancer_kind |
B2.12 cancer now, both                 | skin_cancer=yes skin_cancer_where=both skin_cancer_kind=cancer_now             | not_suitable |            | skin_cancer_kind |
B2.12 cancer now, place not known      | skin_cancer=yes skin_cancer_where=unsure skin_cancer_kind=cancer_now           | not_suitable |            | skin_cancer_kind |
B2.12 kind not known, in the area      | skin_cancer=yes skin_cancer_where=area skin_cancer_kind=unsure                 | not_suitable |            | skin_cancer_kind |
B2.12 nothing known                    | skin_cancer=yes skin_cancer_where=declined skin_cancer_kind=declined           | not_suitable |            | skin_cancer_kind |
B2.12 kind not known, elsewhere        | skin_cancer=yes skin_cancer_where=elsewhere skin_cancer_kind=unsure            | clinician  |            | skin_cancer_kind |
B2.12 cancer now, elsewhere            | skin_cancer=yes skin_cancer_where=elsewhere skin_cancer_kind=cancer_now        | clinician  |            | skin_cancer_kind |
B2.12 past, in the area                | skin_cancer=yes skin_cancer_where=area skin_cancer_kind=cancer_past            | clinician  |            | skin_cancer_kind |
B2.12 past, both                       | skin_cancer=yes skin_cancer_where=both skin_cancer_kind=cancer_past            | clinician  |            | skin_cancer_kind |
B2.12 past, elsewhere                  | skin_cancer=yes skin_cancer_where=elsewhere skin_cancer_kind=cancer_past       | clinician  |            | skin_cancer_kind |
B2.12 keratosis in the area            | skin_cancer=yes skin_cancer_where=area skin_cancer_kind=sun_spots              | wait       |            | skin_cancer_kind | sun_spots_treated
B2.12 keratosis, both                  | skin_cancer=yes skin_cancer_where=both skin_cancer_kind=sun_spots              | wait       |            | skin_cancer_kind | sun_spots_treated
B2.12 keratosis, place not known       | skin_cancer=yes skin_cancer_where=unsure skin_cancer_kind=sun_spots            | wait       |            | skin_cancer_kind | sun_spots_treated
B2.12 keratosis elsewhere              | skin_cancer=yes skin_cancer_where=elsewhere skin_cancer_kind=sun_spots         | clinician  |            | skin_cancer_kind |
B2.12 keratosis treated                | skin_cancer=yes skin_cancer_where=area skin_cancer_kind=sun_spots_past         | clinician  |            | skin_cancer_kind |
B2.13 taking now                       | isotretinoin=yes isotretinoin_taking=yes isotretinoin_last_dose=2026-11-20     | wait       | 2027-05-20 | isotretinoin_taking isotretinoin_last_dose | last_pill+isotretinoin
B2.13 taking, day not known            | isotretinoin=yes isotretinoin_taking=yes isotretinoin_last_dose=unsure         | wait       |            | isotretinoin_taking | last_pill+isotretinoin
B2.13 taking, first day given          | isotretinoin=yes isotretinoin_taking=yes isotretinoin_last_dose=2020-01-01     | wait       |            | isotretinoin_taking | last_pill+isotretinoin
B2.13 month: 31 May, so 1 December     | isotretinoin=yes isotretinoin_taking=no isotretinoin_last_dose=2026-05         | wait       | 2026-12-01 | isotretinoin_last_dose |
B2.13 month: 30 April                  | isotretinoin=yes isotretinoin_taking=no isotretinoin_last_dose=2026-04         | no_concern |            |  |
B2.13 this month: today at most        | isotretinoin=yes isotretinoin_taking=no isotretinoin_last_dose=2026-11         | wait       | 2027-05-20 | isotretinoin_last_dose |
B2.13 this year: today at most         | isotretinoin=yes isotretinoin_taking=no isotretinoin_last_dose=2026            | wait       | 2027-05-20 | isotretinoin_last_dose |
B2.13 last year: 31 December           | isotretinoin=yes isotretinoin_taking=no isotretinoin_last_dose=2025            | no_concern |            |  |
B2.13 day not known                    | isotretinoin=yes isotretinoin_taking=no isotretinoin_last_dose=unsure          | clinician  |            | isotretinoin_last_dose |
B2.13 taking not known, long ago       | isotretinoin=yes isotretinoin_taking=unsure isotretinoin_last_dose=2020        | clinician  |            | isotretinoin_taking |
B2.13 nothing known                    | isotretinoin=yes isotretinoin_taking=declined isotretinoin_last_dose=declined  | clinician  |            | isotretinoin_taking isotretinoin_last_dose |
B2.14 open or scabbed                  | open_wound=yes wound_state=open                                                | wait       |            | wound_state | wound_closed+healed
B2.14 healed, day not known            | open_wound=yes wound_state=closed wound_closed_on=unsure                       | clinician  |            | wound_closed_on |
B2.14 state not known                  | open_wound=yes wound_state=unsure                                              | clinician  |            | wound_state |
B2.15 there                            | skin_infection=yes infection_spreading=no infection_now=there                  | wait       |            | infection_now | infection_gone+healed
B2.15 gone, still treated              | skin_infection=yes infection_spreading=no infection_now=treating               | wait       |            | infection_now | infection_gone+healed
B2.15 spreading, said to be gone       | skin_infection=yes infection_spreading=yes infection_now=gone infection_over=2020 | wait       |            | infection_spreading | infection_gone+healed
B2.15 over, day not known              | skin_infection=yes infection_spreading=no infection_now=gone infection_over=unsure | clinician  |            | infection_over |
B2.15 spreading not known              | skin_infection=yes infection_spreading=unsure infection_now=gone infection_over=2020 | clinician  |            | infection_spreading |
B2.15 state not known                  | skin_infection=yes infection_spreading=no infection_now=unsure                 | clinician  |            | infection_now |
B2.15 fever or ill                     | unwell=yes                                                                     | wait       |            | unwell | well
B2.16 now or tingling                  | cold_sores=yes cold_sores_now=yes shingles_now=no cold_sores_last=2026-11-20   | wait       | 2026-12-04 | cold_sores cold_sores_now | cold_sore_healed+healed
B2.16 now, last one long ago           | cold_sores=yes cold_sores_now=yes shingles_now=no cold_sores_last=2020         | wait       |            | cold_sores cold_sores_now | cold_sore_healed+healed
B2.16 shingles in the area             | cold_sores=yes cold_sores_now=no shingles_now=yes cold_sores_last=unsure       | wait       |            | cold_sores shingles_now | cold_sore_healed+healed
B2.16 ever                             | cold_sores=yes cold_sores_now=no shingles_now=no cold_sores_last=2009          | clinician  |            | cold_sores |
B2.16 now not known                    | cold_sores=yes cold_sores_now=unsure shingles_now=unsure cold_sores_last=2009  | clinician  |            | cold_sores cold_sores_now shingles_now |
B2.17 transplant                       | weak_immunity=yes weak_immunity_kind=transplant                                | not_suitable |            | weak_immunity_kind |
B2.17 strong suppression               | weak_immunity=yes weak_immunity_kind=strong                                    | not_suitable |            | weak_immunity_kind |
B2.17 long steroids, biologic          | weak_immunity=yes weak_immunity_kind=medicine                                  | clinician  |            | weak_immunity_kind |
B2.17 HIV, hepatitis, other            | weak_immunity=yes weak_immunity_kind=other                                     | clinician  |            | weak_immunity_kind |
B2.17 kind not known                   | weak_immunity=yes weak_immunity_kind=unsure                                    | clinician  |            | weak_immunity_kind |
B2.18 now                              | cancer_treatment=yes cancer_rays=no cancer_treatment_state=now                 | not_suitable |            | cancer_treatment_state |
B2.18 ended, day not known             | cancer_treatment=yes cancer_rays=no cancer_treatment_state=ended cancer_treatment_end=unsure | clinician  |            | cancer_treatment_state cancer_treatment_end |
B2.18 past rays to the area            | cancer_treatment=yes cancer_rays=yes cancer_treatment_state=ended cancer_treatment_end=1990 | not_suitable |            | cancer_rays |
B2.18 rays not known, ended long ago   | cancer_treatment=yes cancer_rays=unsure cancer_treatment_state=ended cancer_treatment_end=1990 | clinician  |            | cancer_rays cancer_treatment_state |
B2.18 state not known                  | cancer_treatment=yes cancer_rays=no cancer_treatment_state=unsure              | clinician  |            | cancer_treatment_state |
B2.19 well controlled                  | diabetes=yes diabetes_control=no                                               | clinician  |            | diabetes |
B2.19 poor control or slow healing     | diabetes=yes diabetes_control=yes                                              | wait       |            | diabetes diabetes_control | diabetes_steady
B2.19 control not known                | diabetes=yes diabetes_control=unsure                                           | clinician  |            | diabetes diabetes_control |
B2.20 scleroderma                      | connective_tissue=yes connective_kind=scleroderma                              | not_suitable |            | connective_kind |
B2.20 active lupus                     | connective_tissue=yes connective_kind=lupus_active                             | not_suitable |            | connective_kind |
B2.20 rash on the face                 | connective_tissue=yes connective_kind=face_rash                                | not_suitable |            | connective_kind |
B2.20 other or quiet                   | connective_tissue=yes connective_kind=quiet                                    | clinician  |            | connective_kind |
B2.20 kind not known                   | connective_tissue=yes connective_kind=unsure                                   | clinician  |            | connective_kind |
B2.21 steel                            | allergy_metal=yes allergy_metal_kind=steel                                     | not_suitable |            | allergy_metal_kind |
B2.21 a metal without a name           | allergy_metal=yes allergy_metal_kind=unnamed                                   | not_suitable |            | allergy_metal_kind |
B2.21 nickel jewellery                 | allergy_metal=yes allergy_metal_kind=nickel                                    | clinician  |            | allergy_metal_kind |
B2.21 metal not known                  | allergy_metal=yes allergy_metal_kind=unsure                                    | not_suitable |            | allergy_metal_kind |
";

/// B2, rows 22 to 33.
pub const REST: &str = "
B2.22 kind not known (as large)        | surgery=yes surgery_kind=unsure surgery_last=2026-03-01                        | wait       | 2027-03-01 | surgery_last surgery_kind |
B2.22 kind not known, long over        | surgery=yes surgery_kind=unsure surgery_last=2020                              | clinician  |            | surgery_kind |
B2.22 large, last year: 31 December    | surgery=yes surgery_kind=large surgery_last=2025                               | wait       | 2026-12-31 | surgery_last |
B2.22 day not known                    | surgery=yes surgery_kind=large surgery_last=unsure                             | clinician  |            | surgery_last |
B2.23 place not known                  | filler=yes filler_kind=dissolving filler_there=unsure filler_last=2026-09-01   | clinician  |            | filler_last filler_there |
B2.23 permanent, long ago              | filler=yes filler_kind=permanent filler_there=yes filler_last=2010             | clinician  |            | filler_kind |
B2.23 permanent, 4 weeks tomorrow      | filler=yes filler_kind=permanent filler_there=yes filler_last=2026-10-24       | wait       | 2026-11-21 | filler_kind filler_last |
B2.23 unknown kind, long ago           | filler=yes filler_kind=unsure filler_there=no filler_last=2010                 | clinician  |            | filler_kind |
B2.23 day not known                    | filler=yes filler_kind=dissolving filler_there=no filler_last=unsure           | clinician  |            | filler_last |
B2.24 day not known                    | botulinum=yes botulinum_last=unsure                                            | clinician  |            | botulinum_last |
B2.25 needling and waxing, latest      | skin_procedure=yes skin_procedure_kind=needling+hair_removal skin_procedure_last=2026-11-07 | wait       | 2026-12-05 | skin_procedure_last |
B2.25 all four: the longest            | skin_procedure=yes skin_procedure_kind=deep+light+needling+hair_removal skin_procedure_last=2026-11-07 | wait       | 2027-02-07 | skin_procedure_last |
B2.25 kind not known (as deep)         | skin_procedure=yes skin_procedure_kind=unsure skin_procedure_last=2026-11-07   | wait       | 2027-02-07 | skin_procedure_last skin_procedure_kind |
B2.25 kind not known, long ago         | skin_procedure=yes skin_procedure_kind=unsure skin_procedure_last=2020         | clinician  |            | skin_procedure_kind |
B2.25 day not known                    | skin_procedure=yes skin_procedure_kind=hair_removal skin_procedure_last=unsure | clinician  |            | skin_procedure_last |
B2.26 burnt or tanned                  | sunburn=yes sunburn_sore=yes sunburn_last=2026-11-18                           | wait       | 2026-12-02 | sunburn_sore sunburn_last | skin_calm+sun
B2.26 still burnt, long ago            | sunburn=yes sunburn_sore=yes sunburn_last=2020                                 | wait       |            | sunburn_sore | skin_calm+sun
B2.26 calm, day not known              | sunburn=yes sunburn_sore=no sunburn_last=unsure                                | clinician  |            | sunburn_last |
B2.26 soreness not known               | sunburn=yes sunburn_sore=unsure sunburn_last=2020                              | clinician  |            | sunburn_sore |
B2.30 implant and heat                 | implant=yes rf_device=yes                                                      | not_suitable |            | implant rf_device |
B2.30 implant not known, heat          | implant=unsure rf_device=yes                                                   | not_suitable |            | implant rf_device |
B2.30 implant, heat not known          | implant=yes rf_device=unsure                                                   | not_suitable |            | implant rf_device |
B2.30 both not known                   | implant=unsure rf_device=unsure                                                | clinician  |            | implant rf_device |
";

/// B3: each wait on the day before its end, on the day itself, and a day after:
/// the answers, the question that takes these three days, and the level from the
/// end on.
pub const EDGES: &str = "
B1.1 acne, 4 weeks           | active_acne=yes acne_where=area acne_control=no acne_kind=healed | acne_last | 2026-10-24 2026-10-23 2026-10-22 | no_concern
B1.1 blackheads, 4 weeks     | active_acne=yes acne_where=area acne_control=no acne_kind=comedones | acne_last | 2026-10-24 2026-10-23 2026-10-22 | clinician
B1.2 eczema, 4 weeks         | eczema=yes eczema_where=area_before eczema_weeping=no | eczema_last | 2026-10-24 2026-10-23 2026-10-22 | clinician
B1.2 flaring, 4 weeks        | eczema=yes eczema_where=elsewhere_flaring eczema_weeping=no | eczema_last | 2026-10-24 2026-10-23 2026-10-22 | wait
B1.8 clot, 3 months          | clot_history=yes | clot_last | 2026-08-21 2026-08-20 2026-08-19 | clinician
B2.13 isotretinoin, 6 months | isotretinoin=yes isotretinoin_taking=no | isotretinoin_last_dose | 2026-05-21 2026-05-20 2026-05-19 | no_concern
B2.14 wound, 14 days         | open_wound=yes wound_state=closed | wound_closed_on | 2026-11-07 2026-11-06 2026-11-05 | no_concern
B2.15 infection, 14 days     | skin_infection=yes infection_spreading=no infection_now=gone | infection_over | 2026-11-07 2026-11-06 2026-11-05 | clinician
B2.16 cold sore, 14 days     | cold_sores=yes cold_sores_now=no shingles_now=no | cold_sores_last | 2026-11-07 2026-11-06 2026-11-05 | clinician
B2.18 chemotherapy, 6 months | cancer_treatment=yes cancer_rays=no cancer_treatment_state=ended | cancer_treatment_end | 2026-05-21 2026-05-20 2026-05-19 | clinician
B2.22 large, 12 months       | surgery=yes surgery_kind=large | surgery_last | 2025-11-21 2025-11-20 2025-11-19 | no_concern
B2.22 small, 3 months        | surgery=yes surgery_kind=small | surgery_last | 2026-08-21 2026-08-20 2026-08-19 | clinician
B2.23 filler, 28 days        | filler=yes filler_kind=dissolving filler_there=yes | filler_last | 2026-10-24 2026-10-23 2026-10-22 | clinician
B2.23 elsewhere, 28 days     | filler=yes filler_kind=dissolving filler_there=no | filler_last | 2026-10-24 2026-10-23 2026-10-22 | no_concern
B2.24 botulinum, 14 days     | botulinum=yes | botulinum_last | 2026-11-07 2026-11-06 2026-11-05 | no_concern
B2.25 light, 30 days         | skin_procedure=yes skin_procedure_kind=light | skin_procedure_last | 2026-10-22 2026-10-21 2026-10-20 | no_concern
B2.25 light and waxing       | skin_procedure=yes skin_procedure_kind=light+hair_removal | skin_procedure_last | 2026-10-22 2026-10-21 2026-10-20 | no_concern
B2.25 needling and waxing    | skin_procedure=yes skin_procedure_kind=needling+hair_removal | skin_procedure_last | 2026-10-24 2026-10-23 2026-10-22 | no_concern
B2.25 deep, 3 months         | skin_procedure=yes skin_procedure_kind=deep | skin_procedure_last | 2026-08-21 2026-08-20 2026-08-19 | clinician
B2.25 kind unknown, 3 months | skin_procedure=yes skin_procedure_kind=unsure | skin_procedure_last | 2026-08-21 2026-08-20 2026-08-19 | clinician
B2.25 needling, 28 days      | skin_procedure=yes skin_procedure_kind=needling | skin_procedure_last | 2026-10-24 2026-10-23 2026-10-22 | no_concern
B2.25 waxing, 14 days        | skin_procedure=yes skin_procedure_kind=hair_removal | skin_procedure_last | 2026-11-07 2026-11-06 2026-11-05 | no_concern
B2.26 sunburn, 14 days       | sunburn=yes sunburn_sore=no | sunburn_last | 2026-11-07 2026-11-06 2026-11-05 | clinician
";

/// B3: where a clinician must decide, and then no more: the last day of that.
pub const SETTLED: &str = "
B2.22 small, 12 months       | surgery=yes surgery_kind=small surgery_last=2025-11-21 | clinician | | surgery_last
B2.22 small, 12 months over  | surgery=yes surgery_kind=small surgery_last=2025-11-20 | no_concern | |
B2.23 in area, 6 months      | filler=yes filler_kind=dissolving filler_there=yes filler_last=2026-05-21 | clinician | | filler_last
B2.23 in area, 6 months over | filler=yes filler_kind=dissolving filler_there=yes filler_last=2026-05-20 | no_concern | |
B2.25 deep, 12 months        | skin_procedure=yes skin_procedure_kind=deep skin_procedure_last=2025-11-21 | clinician | | skin_procedure_last
B2.25 deep, 12 months over   | skin_procedure=yes skin_procedure_kind=deep skin_procedure_last=2025-11-20 | no_concern | |
";

/// Several at once: the people of the issue, and what A2 and E ask.
pub const TOGETHER: &str = "
issue healthy adult                    |                                                                                | no_concern |            |  |
issue isotretinoin, burnt, keloid?     | isotretinoin=yes isotretinoin_taking=no isotretinoin_last_dose=2026-08-20 sunburn=yes sunburn_sore=yes sunburn_last=2026-11-18 keloid=unsure | wait       | 2027-02-20 | isotretinoin_last_dose sunburn_last keloid | skin_calm+sun
issue pregnant, isotretinoin           | pregnancy=yes pregnancy_isotretinoin=yes pregnancy_due=2027-06-01 isotretinoin=yes isotretinoin_taking=no isotretinoin_last_dose=2026-11-06 | wait       | 2027-07-13 | pregnancy pregnancy_due pregnancy_isotretinoin isotretinoin_last_dose | birth+after_birth
E4 NS over WAIT over CLIN              | keloid=yes keloid_where=other keloid_many=no botulinum=yes botulinum_last=2026-11-07 fainting=yes | not_suitable | 2026-11-21 | keloid botulinum_last fainting |
E5 two dates and two events            | botulinum=yes botulinum_last=2026-11-19 surgery=yes surgery_kind=large surgery_last=2026-11-19 breastfeeding=yes rosacea=yes rosacea_now=flare | wait       | 2027-11-19 | botulinum_last surgery_last breastfeeding rosacea_now | feeding_ended rosacea_calm+flare_quiet
E14 family and a raised scar           | keloid_family=yes raised_scar=yes keloid=unsure                                | clinician  |            | keloid keloid_family raised_scar |
E15 thinner and no diagnosis           | blood_thinner=yes bleeding_disorder=bruise                                     | clinician  |            | blood_thinner bleeding_disorder |
K1 keloid, hopes for less              | keloid=yes keloid_where=other keloid_many=no raised_scar=yes scar_type=raised  | not_suitable |            | keloid raised_scar scar_type |
K7 all three blood questions           | bleeding_disorder=diagnosed clot_history=yes clot_last=2026-08-21 blood_thinner=yes | not_suitable | 2026-11-21 | bleeding_disorder clot_history clot_last blood_thinner |
K8 no bar by colour                    | area=cheeks+forehead dark_marks=no                                             | no_concern |            |  |
K14 rosacea, heat planned              | rosacea=yes rosacea_now=quiet rf_device=yes                                    | clinician  |            | rosacea_now rf_device |
";

/// Which warning signs come, in which order.
///
/// A pregnancy that is not known counts as "could be", for the warning about isotretinoin too; so
/// answers that leave both blank have that warning. Under 18 nobody is asked about either, so that it
/// can't come there; the level is the highest in any case.
pub const WARNINGS: &str = "
B1.5 pregnant, took it two weeks ago  | pregnancy=yes pregnancy_isotretinoin=yes pregnancy_due=2027-06 isotretinoin=yes isotretinoin_taking=no isotretinoin_last_dose=2026-11-06 | isotretinoin_pregnancy
B1.5 pregnant, takes it               | pregnancy=yes pregnancy_isotretinoin=no pregnancy_due=unsure isotretinoin=yes isotretinoin_taking=yes isotretinoin_last_dose=unsure | isotretinoin_pregnancy
B1.5 might be, takes it               | pregnancy=maybe pregnancy_isotretinoin=no isotretinoin=yes isotretinoin_taking=yes isotretinoin_last_dose=unsure | isotretinoin_pregnancy
B1.5 might be, took it before         | pregnancy=maybe pregnancy_isotretinoin=yes | isotretinoin_pregnancy
B1.5 pregnant, took it long ago       | pregnancy=yes pregnancy_isotretinoin=yes pregnancy_due=2026-12 | isotretinoin_pregnancy
B1.5 pregnant, not sure of it         | pregnancy=yes pregnancy_isotretinoin=unsure pregnancy_due=2026-12 | isotretinoin_pregnancy
B1.5 pregnant, isotretinoin not known | pregnancy=yes pregnancy_isotretinoin=no pregnancy_due=2026-12 isotretinoin=unsure | isotretinoin_pregnancy
B1.5 stopped before (stricter)        | pregnancy=yes pregnancy_isotretinoin=no pregnancy_due=2027-08 isotretinoin=yes isotretinoin_taking=no isotretinoin_last_dose=2026-05-21 | isotretinoin_pregnancy
B1.5 trying, takes it                 | pregnancy=trying isotretinoin=yes isotretinoin_taking=yes isotretinoin_last_dose=2020 | isotretinoin_pregnancy
B1.5 trying, taking not known         | pregnancy=trying isotretinoin=yes isotretinoin_taking=declined isotretinoin_last_dose=2026-06-01 | isotretinoin_pregnancy
B1.5 trying, day not known            | pregnancy=trying isotretinoin=yes isotretinoin_taking=no isotretinoin_last_dose=unsure | isotretinoin_pregnancy
B1.5 trying, isotretinoin not known   | pregnancy=trying isotretinoin=unsure | isotretinoin_pregnancy
B1.5 trying, month ends tomorrow      | pregnancy=trying isotretinoin=yes isotretinoin_taking=no isotretinoin_last_dose=2026-10-21 | isotretinoin_pregnancy
B1.5 trying, in October: the 31st     | pregnancy=trying isotretinoin=yes isotretinoin_taking=no isotretinoin_last_dose=2026-10 | isotretinoin_pregnancy
B1.5 trying, month ends today         | pregnancy=trying isotretinoin=yes isotretinoin_taking=no isotretinoin_last_dose=2026-10-20 |
E12 pregnancy not known, took it      | pregnancy=unsure pregnancy_isotretinoin=no isotretinoin=yes isotretinoin_taking=no isotretinoin_last_dose=2026-11-06 | isotretinoin_pregnancy
E12 pregnancy not told, takes it      | pregnancy=declined pregnancy_isotretinoin=no isotretinoin=yes isotretinoin_taking=yes isotretinoin_last_dose=unsure | isotretinoin_pregnancy
E12 pregnancy not known, took it once | pregnancy=unsure pregnancy_isotretinoin=yes | isotretinoin_pregnancy
E12 pregnancy not told, not sure      | pregnancy=declined pregnancy_isotretinoin=unsure | isotretinoin_pregnancy
E12 neither known                     | pregnancy=unsure pregnancy_isotretinoin=no isotretinoin=declined | isotretinoin_pregnancy
E12 not known, never took it          | pregnancy=unsure pregnancy_isotretinoin=no |
B1.5 pregnant, never took it          | pregnancy=yes pregnancy_isotretinoin=no pregnancy_due=2026-12 |
B1.5 trying, never took it            | pregnancy=trying |
B1.5 not pregnant, takes it           | isotretinoin=yes isotretinoin_taking=yes isotretinoin_last_dose=2026-11-20 |
B2.12 changing spot                   | suspicious_spot=yes | changing_spot
B2.12 changing spot, not sure         | suspicious_spot=unsure |
B2.15 fever alone                     | unwell=yes |
B2.15 infection alone                 | skin_infection=yes infection_spreading=no infection_now=there |
B2.15 infection and fever             | skin_infection=yes infection_spreading=no infection_now=there unwell=yes | infection_unwell
B2.15 infection, no state, fever      | skin_infection=yes infection_spreading=unsure infection_now=unsure unwell=yes | infection_unwell
B2.15 infection not known, fever      | skin_infection=unsure unwell=yes | infection_unwell
B2.15 infection not told, fever       | skin_infection=declined unwell=yes | infection_unwell
B2.15 infection not known, well       | skin_infection=unsure |
B2.15 under 18, infection and fever   | age=15 skin_infection=yes infection_spreading=no unwell=yes | infection_unwell
B2.15 under 18, spreading and fever   | age=15 skin_infection=yes infection_spreading=yes unwell=yes | infection_spreading_unwell infection_spreading infection_unwell
B2.15 spreading                       | skin_infection=yes infection_spreading=yes infection_now=there | infection_spreading
B2.15 spreading and fever             | skin_infection=yes infection_spreading=yes infection_now=there unwell=yes | infection_spreading_unwell infection_spreading infection_unwell
E10 all, the most urgent first        | skin_infection=yes infection_spreading=yes infection_now=there unwell=yes suspicious_spot=yes pregnancy=trying isotretinoin=unsure | infection_spreading_unwell isotretinoin_pregnancy changing_spot infection_spreading infection_unwell
E10 not hidden by a higher level      | keloid=yes keloid_where=high keloid_many=yes pregnancy=trying isotretinoin=unsure suspicious_spot=yes | isotretinoin_pregnancy changing_spot
";

/// What one answer alone gives at least, whatever else its topic is told.
pub const ENOUGH: &str = "
wait | acne_control=yes eczema_where=area_now eczema_where=elsewhere_flaring eczema_weeping=yes rosacea_now=flare rosacea_now=recent pregnancy=yes breastfeeding=yes isotretinoin_taking=yes wound_state=open infection_spreading=yes infection_now=there infection_now=treating unwell=yes cold_sores_now=yes shingles_now=yes diabetes_control=yes sunburn_sore=yes psoriasis_new=yes
wait | acne_last=2026-11-20 eczema_last=2026-11-20 clot_last=2026-11-20 isotretinoin_last_dose=2026-11-20 wound_closed_on=2026-11-20 infection_over=2026-11-20 cold_sores_last=2026-11-20 cancer_treatment_end=2026-11-20 surgery_last=2026-11-20 filler_last=2026-11-20 botulinum_last=2026-11-20 skin_procedure_last=2026-11-20 sunburn_last=2026-11-20
not_suitable | keloid=yes bleeding_disorder=diagnosed psoriasis_where=area psoriasis_where=both psoriasis_scratch=yes vitiligo_where=area vitiligo_where=both vitiligo_spreading=yes suspicious_spot=yes weak_immunity_kind=transplant weak_immunity_kind=strong cancer_rays=yes cancer_treatment_state=now connective_kind=scleroderma connective_kind=lupus_active connective_kind=face_rash allergy_metal_kind=steel allergy_metal_kind=unnamed allergy_numbing=yes scar_type=keloid_like
";

/// The cells of B that say OK for something other than a plain "no": a topic
/// comes out as no concern only with all of these answers. `over` is any day that
/// ends every wait of weeks, `id<a+b` any choice of a and b alone.
///
/// No cell of row 25 says OK. It stays `no_concern` all the same: its waits are
/// over, and B3 says when each ends. A literal floor would send everybody waxed
/// within a year to a clinician. Rows 15 and 26 follow the floor.
pub const OK_CELLS: &str = "
B1.1 clear 4 weeks or more | acne_control=no acne_kind=healed acne_last=over
B1.9 painkiller            | blood_thinner=painkiller
B2.13 6 months or more     | isotretinoin_taking=no isotretinoin_last_dose=over
B2.14 healed               | wound_state=closed wound_closed_on=over
B2.22 over 12 months       | surgery_kind=small surgery_last=2000-01-01
B2.22 over 12 months       | surgery_kind=large surgery_last=2000-01-01
B2.23 over 6 months        | filler_kind=dissolving filler_last=2000-01-01 filler_there=yes
B2.23 6 months end today   | filler_kind=dissolving filler_last=2026-05-20 filler_there=yes
B2.23 elsewhere, 4 weeks   | filler_kind=dissolving filler_last=over filler_there=no
B2.24 2 weeks or more      | botulinum_last=over
B2.25 waits of weeks over  | skin_procedure_kind<light+needling+hair_removal skin_procedure_last=over
B2.25 over 12 months       | skin_procedure_kind<deep+light+needling+hair_removal skin_procedure_last=2000-01-01
";

/// The topics of the issue, in its order.
pub const TOPICS: &str =
    "age area active_acne eczema rosacea keloid keloid_family raised_scar pregnancy
    breastfeeding bleeding_disorder clot_history blood_thinner psoriasis vitiligo skin_cancer
    suspicious_spot isotretinoin open_wound skin_infection unwell cold_sores weak_immunity
    cancer_treatment diabetes connective_tissue allergy_metal allergy_numbing surgery filler
    botulinum skin_procedure sunburn light_sensitive_medicine steroid_cream heart_disease implant
    seizures liver_kidney fainting poor_healing hormone_treatment other_illness rf_device
    mole_tattoo dark_marks hopes scar_type";
