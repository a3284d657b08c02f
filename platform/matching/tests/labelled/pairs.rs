//! Pairs of real records judged by hand, before anything was tuned.

/// Look-alikes: two things, never to be linked without asking.
pub const DIFFERENT: &[(&str, &str)] = &[
    // One building or one institute, another level of school.
    ("scuola:MI1E067006", "scuola:MI1A22800B"),
    ("scuola:MI1M050002", "scuola:MI1E067006"),
    ("scuola:MI1A217001", "scuola:MI1E009006"),
    ("scuola:MI1M05700R", "scuola:MI1E009006"),
    ("scuola:MI1M055005", "scuola:MI1E01000A"),
    ("scuola:MI1A252008", "scuola:MI1E01000A"),
    ("scuola:MIAA8DF01N", "scuola:MIEE8DF02X"),
    ("scuola:MI1EGH5005", "scuola:MI1AZO500G"),
    ("scuola:MI1E12600R", "scuola:MI1M08000T"),
    ("scuola:MIEE81701V", "scuola:MIMM81701T"),
    ("scuola:MIEE301011", "scuola:MIMM023005"),
    ("scuola:MIEE823027", "scuola:MIMM823015"),
    ("scuola:MI1MT3500U", "scuola:MIPSQV500F"),
    ("scuola:MIMM01900D", "scuola:MIPC110009"),
    // One institute, another course of study.
    ("scuola:MIPC16500D", "scuola:MIPS175007"),
    ("scuola:MIPC075007", "scuola:MIPL335009"),
    ("scuola:MITN03500N", "scuola:MIPL08500Q"),
    ("scuola:MIPL08500Q", "scuola:MIPS535008"),
    ("scuola:MITN09401E", "scuola:MIRC094019"),
    ("scuola:MIRC094019", "scuola:MIRI094012"),
    ("scuola:MIPC15500V", "scuola:MIPS16500L"),
    ("scuola:MIPC10500T", "scuola:MIPS09500G"),
    ("scuola:MIPS09500G", "scuola:MIPSQ55000"),
    ("scuola:MIPL245003", "scuola:MIPS04500E"),
    ("scuola:MIRC07701G", "scuola:MITF077015"),
    ("scuola:MIPS08101P", "scuola:MITD08101E"),
    ("scuola:MIPS03601R", "scuola:MITD03601L"),
    ("scuola:MITD09901Q", "scuola:MIPS09901X"),
    ("scuola:MIPS10101P", "scuola:MITF10101R"),
    ("scuola:MIPS05101V", "scuola:MITN05101L"),
    ("scuola:MIPS05401A", "scuola:MITF05401C"),
    ("scuola:MIPS735002", "scuola:MIPSO8500I"),
    ("scuola:MIPS055005", "scuola:MIPC04500B"),
    ("scuola:MIPSIG500R", "scuola:MIPS9P500I"),
    ("scuola:MIPS42500R", "scuola:MITFDH5000"),
    ("scuola:MITFDH5000", "scuola:MITF035002"),
    ("scuola:MIPS01500P", "scuola:MIPC34500M"),
    ("scuola:MIPSGA5005", "scuola:MIPC125003"),
    ("scuola:MITD11500B", "scuola:MITL035006"),
    // One institute, courses of study not named: in this register only the code tells them apart.
    ("scuola:MIPLHB500I", "scuola:MIPMRV5004"),
    ("scuola:MIPMRV5004", "scuola:MIPS6D500I"),
    ("scuola:MIPLHB500I", "scuola:MIPS6D500I"),
    ("scuola:TOPL01500D", "scuola:TOPS275004"),
    ("scuola:TOPL20500L", "scuola:TOPQ04500Q"),
    ("scuola:TOPQ04500Q", "scuola:TOPS20500T"),
    ("scuola:TOPL20500L", "scuola:TOPS20500T"),
    ("scuola:TOPS04500E", "scuola:TOTF01500R"),
    ("scuola:TORI05500A", "scuola:TOTF055007"),
    ("scuola:TOPL66500H", "scuola:TOPM035001"),
    ("scuola:TOSL005001", "scuola:TOSL01500G"),
    ("scuola:TOPC075007", "scuola:TOPS105001"),
    ("scuola:TOPC04500B", "scuola:TOPS005004"),
    ("scuola:TOPC06500L", "scuola:TOPS09500G"),
    // One street, another number.
    ("scuola:MI1A012004", "scuola:MI1A01300X"),
    ("scuola:MI1A103006", "scuola:MI1A104002"),
    ("scuola:MI1A124007", "scuola:MI1A125003"),
    ("scuola:MI1A03100D", "scuola:MI1A032009"),
    ("scuola:MI1A062005", "scuola:MI1A167005"),
    // One street, the state's school and the city's.
    ("scuola:MIAA8DD012", "scuola:MI1A068004"),
    ("scuola:MIAA8F201G", "scuola:MI1A084002"),
    ("scuola:MIAA8CS01Q", "scuola:MI1A076003"),
    // One saint, founder, order or chain, another street.
    ("scuola:MIEE81701V", "scuola:MIEE81702X"),
    ("scuola:MI1A17200L", "scuola:MI1A18700A"),
    ("scuola:MI1A19900L", "scuola:MI1A175004"),
    ("scuola:MI1A19900L", "scuola:MI1A21900L"),
    ("scuola:MI1E025004", "scuola:MI1E07900C"),
    ("scuola:MI1E06600A", "scuola:MI1E025004"),
    ("scuola:MI1A190006", "scuola:MI1A258007"),
    ("scuola:MI1M068007", "scuola:MI1M069003"),
    ("scuola:MI1E024008", "scuola:MI1E059007"),
    ("scuola:MI1A17800G", "scuola:MI1A22000R"),
    ("scuola:MI1A232003", "scuola:MI1ADH500U"),
    ("scuola:MI1M09400Q", "scuola:MI1M097007"),
    ("scuola:MI1A69500D", "scuola:MI1A571008"),
    ("scuola:MI1A21400D", "scuola:MI1ASA500M"),
    ("scuola:MI1A56100N", "scuola:MI1A24200N"),
    ("scuola:MI1E00700E", "scuola:MI1E017005"),
    ("scuola:MI1MVA500E", "scuola:MI1M07800T"),
    ("scuola:MIEE823016", "scuola:MIEE823027"),
    ("scuola:MIEE8DZ01A", "scuola:MIEE8DF01V"),
    ("scuola:MIPS03000R", "scuola:MIPSRF5008"),
    ("scuola:MIPC03000N", "scuola:MIPS415006"),
    ("scuola:MIPC20000G", "scuola:MIMM8B8018"),
    ("scuola:MIMM81401A", "scuola:MIRC08000A"),
    ("scuola:MIMM82001N", "scuola:MIRI072015"),
    ("scuola:MI1A20400V", "scuola:MI1A20100B"),
    // Libraries of one university, one palace, one city.
    ("isil:IT-MI0239", "isil:IT-MI0648"),
    ("isil:IT-MI1254", "isil:IT-MI1255"),
    ("isil:IT-MI0610", "isil:IT-MI0611"),
    ("isil:IT-MI0185", "isil:IT-MI1288"),
    ("isil:IT-MI0601", "isil:IT-MI0599"),
    ("isil:IT-MI0603", "isil:IT-MI0604"),
    ("isil:IT-MI1175", "isil:IT-MI1297"),
    ("isil:IT-MI1187", "isil:IT-MI1188"),
    ("isil:IT-TO0695", "isil:IT-TO0706"),
    ("isil:IT-TO0824", "isil:IT-TO0959"),
    ("isil:IT-TO0476", "isil:IT-TO0555"),
    ("isil:IT-TO0555", "isil:IT-TO0772"),
    ("ds41:Biblioteca Niguarda", "ds41:Biblioteca Affori"),
    // One door, another service of the city behind it.
    ("ds41:Biblioteca Tibaldi", "sociale:Viale Tibaldi 41"),
    (
        "ds41:Biblioteca Cassina Anna",
        "sociale:Via Sant'Arnaldo 17",
    ),
    (
        "ds41:Biblioteca Accursio",
        "sociale:Piazzale Francesco Accursio 5",
    ),
    ("ds41:Biblioteca Zara", "municipio:2"),
    ("ds41:Biblioteca Oglio", "municipio:4"),
    ("sociale:Viale Legioni Romane 54", "municipio:6"),
    ("sociale:Via Anselmo Da Baggio 54", "municipio:7"),
    // One name, another seat; two of them at one (wrong) point.
    (
        "sociale:Via Antonio Aldini 72",
        "sociale:Via Adolfo Consolini 24",
    ),
    (
        "sociale:Via Francesco Gonin 28",
        "sociale:Viale Legioni Romane 54",
    ),
    // Neighbouring facilities, parts of one centre, pool and centre of one name.
    (
        "impianto:Via Iseo |Centro Sportivo Iseo",
        "impianto:Via Iseo 10|Piscina Iseo",
    ),
    (
        "impianto:Via Alessio Olivieri 11|Impianto Sportivo",
        "impianto:Via Alessio Olivieri 13|Impianto Sportivo",
    ),
    (
        "impianto:Via Alessio Olivieri 13|Impianto Sportivo",
        "impianto:Via Alessio Olivieri 15|Centro Sportivo Kennedy",
    ),
    (
        "impianto:Via Alessio Olivieri 9|Impianto Sportivo",
        "impianto:Via Alessio Olivieri 11|Impianto Sportivo",
    ),
    (
        "impianto:Via Carlo Valvassori Peroni 48|Centro Sportivo Crespi - Lotto 1",
        "impianto:Via Carlo Valvassori Peroni 48|Centro Sportivo Crespi - Lotto 2",
    ),
    (
        "impianto:Via Carlo Valvassori Peroni 48|Centro Sportivo Crespi - Lotto 2",
        "impianto:Via Carlo Valvassori Peroni 48|Centro Sportivo Crespi - Lotto 3",
    ),
    (
        "impianto:Via Del Cardellino 15|Centro Sportivo Colombo",
        "impianto:Via Del Cardellino 3|Piscina Cardellino",
    ),
    (
        "impianto:Via Dei Ciclamini 18|Impianto Sportivo",
        "impianto:Via Dei Ciclamini 23|Palazzo Del Ghiaccio",
    ),
    (
        "impianto:Via Arcangelo Corelli 136|Centro Sportivo Saini - Area Atletica Leggera",
        "impianto:Via Arcangelo Corelli 136|Centro Sportivo Saini - Area Baseball",
    ),
    (
        "impianto:Via Arcangelo Corelli 136|Centro Sportivo Saini",
        "impianto:Via Arcangelo Corelli 136|Centro Sportivo Saini - Area Baseball",
    ),
    (
        "impianto:Via Francesco Cilea 51|Impianto Sportivo",
        "impianto:Via Francesco Cilea 61|Impianto Sportivo",
    ),
    (
        "impianto:Via Cascina Bellaria 19|Impianto Sportivo",
        "impianto:Via Cascina Bellaria 21|Impianto Sportivo",
    ),
    (
        "impianto:Via Gio' Ponti 1|Centro Sportivo Tuberose",
        "impianto:Via Gio' Ponti 3|Impianto Sportivo",
    ),
    (
        "impianto:Via Lampugnano 76|Piscina Lampugnano",
        "impianto:Via Lampugnano 80|Centro Sportivo Cappelli Sforza",
    ),
    (
        "impianto:Via Sant'Abbondio 12|Piscina Sant'Abbondio",
        "impianto:Via Sant'Abbondio 4|Centro Sportivo P. Carassai",
    ),
    (
        "impianto:Piazzale Lorenzo Lotto 15|Centro Balneare Lido",
        "impianto:Piazzale Lorenzo Lotto 15|Centro Sportivo Lido",
    ),
    (
        "impianto:Via Giovanni Cimabue 24|Centro Sportivo Xxv Aprile",
        "impianto:Via Giovanni Cimabue 24|Impianto Sportivo",
    ),
    (
        "impianto:Viale Tunisia 35|Palestra Comunale",
        "impianto:Viale Tunisia 35|Piscina Cozzi",
    ),
    (
        "impianto:Via Dino Villani 2|Centro Sportivo Murat",
        "impianto:Via Dino Villani 2|Impianto Sportivo",
    ),
    (
        "piscina:CENTRI SPORTIVI|LIDO",
        "piscina:CENTRI BALNEARI|LIDO",
    ),
    (
        "piscina:CENTRI SPORTIVI|ISEO",
        "piscina:PISCINE COPERTE|ISEO",
    ),
    (
        "piscina:CENTRI SPORTIVI|MURAT",
        "piscina:PISCINE COPERTE|MURAT",
    ),
    (
        "piscina:CENTRI SPORTIVI|LIDO",
        "impianto:Piazzale Lorenzo Lotto 15|Centro Balneare Lido",
    ),
    (
        "piscina:CENTRI SPORTIVI|ISEO",
        "impianto:Via Iseo 10|Piscina Iseo",
    ),
    (
        "piscina:PISCINE COPERTE|MURAT",
        "impianto:Via Dino Villani 2|Impianto Sportivo",
    ),
    // Clubs that share a word, a mailbox, a federation.
    (
        "gestore:Tennis Club Ambrosiano S.S.D. A R.L.",
        "gestore:Tennis Club Anemoni A.S.D. E Ricreativa",
    ),
    (
        "gestore:Lombardina A.S.D.",
        "gestore:Unione Lombarda A.S.D.",
    ),
    (
        "gestore:Polisportiva Lombardia Uno S.R.L.",
        "gestore:Palauno A.S.D. - Pl1",
    ),
    (
        "gestore:Federazione Italiana Nuoto",
        "gestore:Federazione Italiana Golf",
    ),
    (
        "gestore:Mediolanum Tennis Squash S.A.S.",
        "gestore:Mediolanum Società Educazione Fisica A. S. D.",
    ),
    (
        "gestore:Sport Promotion S.S.D.",
        "gestore:Ati Sport Promotion S.S.D. A R.L. (Mandataria) E Tennis Sport Master S.C.D. A R.L.",
    ),
    (
        "gestore:Atletico Milano S.S.D. A R.L.",
        "gestore:Club Milano S.S.D.",
    ),
    (
        "gestore:Quinto Romano U. S.",
        "gestore:Triestina 1946 U. S.",
    ),
];

/// True duplicates across real files.
pub const SAME: &[(&str, &str)] = &[
    ("ds41:Biblioteca Villapizzone", "isil:IT-MI0176"),
    ("ds41:Biblioteca Lorenteggio", "isil:IT-MI0179"),
    ("ds41:Biblioteca Harar", "isil:IT-MI0180"),
    ("ds41:Biblioteca Affori", "isil:IT-MI0181"),
    ("ds41:Biblioteca Accursio", "isil:IT-MI0182"),
    ("ds41:Biblioteca Calvairate", "isil:IT-MI0370"),
    ("ds41:Biblioteca Cassina Anna", "isil:IT-MI1187"),
    ("ds41:Biblioteca Fra Cristoforo", "isil:IT-MI1188"),
    ("ds41:Biblioteca Zara", "isil:IT-MI1291"),
    ("ds41:Biblioteca Valvassori Peroni", "isil:IT-MI1357"),
    (
        "piscina:CENTRI BALNEARI|ARGELATI",
        "impianto:Via Giovanni Segantini 6|Centro Balneare Argelati",
    ),
    (
        "piscina:CENTRI BALNEARI|LIDO",
        "impianto:Piazzale Lorenzo Lotto 15|Centro Balneare Lido",
    ),
    (
        "piscina:CENTRI BALNEARI|SCARIONI",
        "impianto:Via Valfurva 9|Centro Balneare Scarioni",
    ),
    (
        "piscina:CENTRI SPORTIVI|ISEO",
        "impianto:Via Iseo |Centro Sportivo Iseo",
    ),
    (
        "piscina:CENTRI SPORTIVI|LIDO",
        "impianto:Piazzale Lorenzo Lotto 15|Centro Sportivo Lido",
    ),
    (
        "piscina:CENTRI SPORTIVI|MURAT",
        "impianto:Via Dino Villani 2|Centro Sportivo Murat",
    ),
    (
        "piscina:CENTRI SPORTIVI|PROCIDA",
        "impianto:Via Giovanni Da Procida 20|Centro Sportivo Procida",
    ),
    (
        "piscina:CENTRI SPORTIVI|SAINI",
        "impianto:Via Arcangelo Corelli 136|Centro Sportivo Saini",
    ),
    (
        "piscina:CENTRI SPORTIVI|WASHINGTON",
        "impianto:Via Sebastiano Caboto 6|Centro Tennis Washington",
    ),
    (
        "piscina:PISCINE COPERTE|ARIOLI VENEGONI",
        "impianto:Via Arioli Venegoni 9|Piscina Arioli Venegoni",
    ),
    (
        "piscina:PISCINE COPERTE|BACONE",
        "impianto:Via Nicola Piccinni 8|Piscina Bacone",
    ),
    (
        "piscina:PISCINE COPERTE|CARDELLINO (25mt)",
        "impianto:Via Del Cardellino 3|Piscina Cardellino",
    ),
    (
        "piscina:PISCINE COPERTE|CARELLA CANTÙ'",
        "impianto:Via Arturo Graf 8|Piscina Daniele Carella Cantu'",
    ),
    (
        "piscina:PISCINE COPERTE|COZZI",
        "impianto:Viale Tunisia 35|Piscina Cozzi",
    ),
    (
        "piscina:PISCINE COPERTE|DE MARCHI",
        "impianto:Via Emilio De Marchi 17|Piscina De Marchi",
    ),
    (
        "piscina:PISCINE COPERTE|ISEO",
        "impianto:Via Iseo 10|Piscina Iseo",
    ),
    (
        "piscina:PISCINE COPERTE|MINCIO",
        "impianto:Via Mincio 13|Piscina Mincio",
    ),
    (
        "piscina:PISCINE COPERTE|QUARTO CAGNINO",
        "impianto:Via Felicite' Robert Lamennais 20|Piscina Quarto Cagnino",
    ),
    (
        "piscina:PISCINE COPERTE|S.ABBONDIO (25mt)",
        "impianto:Via Sant'Abbondio 12|Piscina Sant'Abbondio",
    ),
    (
        "piscina:PISCINE COPERTE|SOLARI",
        "impianto:Via Montevideo 20|Piscina Solari",
    ),
    (
        "piscina:PISCINE COPERTE|SUZZANI",
        "impianto:Via Luigi Beccali 7|Piscina Suzzani",
    ),
    (
        "gestore:A.P.D. Acquamarina Sport&Life/A.S.D. Zeronove",
        "gestore:Ati A.P.D. Acquamarina Sport&Life (Capogruppo) A.S.D. Zeronove",
    ),
];

/// Pairs on which two people may differ; counted neither way. The outdoor basins of a pool are
/// listed beside its indoor ones; the library system has its seat in its central library; a golf
/// range and an athletics area lie inside the sports centre of the same street number.
pub const UNJUDGED: &[(&str, &str)] = &[
    (
        "piscina:VASCHE SCOPERTE  50 mt|CARDELLINO",
        "piscina:PISCINE COPERTE|CARDELLINO (25mt)",
    ),
    (
        "piscina:VASCHE SCOPERTE  50 mt|CARDELLINO",
        "impianto:Via Del Cardellino 3|Piscina Cardellino",
    ),
    (
        "piscina:VASCHE SCOPERTE  50 mt|SANT'ABBONDIO",
        "piscina:PISCINE COPERTE|S.ABBONDIO (25mt)",
    ),
    (
        "piscina:VASCHE SCOPERTE  50 mt|SANT'ABBONDIO",
        "impianto:Via Sant'Abbondio 12|Piscina Sant'Abbondio",
    ),
    (
        "piscina:VASCHE SCOPERTE  50 mt|SAINI",
        "piscina:PISCINE COPERTE|SAINI (25mt)",
    ),
    (
        "piscina:VASCHE SCOPERTE  50 mt|SAINI",
        "piscina:CENTRI SPORTIVI|SAINI",
    ),
    (
        "piscina:VASCHE SCOPERTE  50 mt|SAINI",
        "impianto:Via Arcangelo Corelli 136|Centro Sportivo Saini",
    ),
    (
        "piscina:PISCINE COPERTE|SAINI (25mt)",
        "piscina:CENTRI SPORTIVI|SAINI",
    ),
    (
        "piscina:PISCINE COPERTE|SAINI (25mt)",
        "impianto:Via Arcangelo Corelli 136|Centro Sportivo Saini",
    ),
    (
        "piscina:PISCINE COPERTE|PROCIDA",
        "piscina:CENTRI SPORTIVI|PROCIDA",
    ),
    (
        "piscina:PISCINE COPERTE|PROCIDA",
        "impianto:Via Giovanni Da Procida 20|Centro Sportivo Procida",
    ),
    (
        "piscina:PISCINE COPERTE|MURAT",
        "impianto:Via Dino Villani 2|Centro Sportivo Murat",
    ),
    ("isil:IT-MI1992", "ds41:Biblioteca Sormani (centrale)"),
];
