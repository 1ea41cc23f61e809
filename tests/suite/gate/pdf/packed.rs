//! Object streams and the table of objects: what is wrong in one of them makes the file unreadable.

use sachstand::gate;

use super::draft::{Draft, Packed, Table};
use super::{doubt, doubted, secrets};

/// What is wrong, and how it comes about.
type Case<T> = (&'static str, fn(&mut T));

/// What may be wrong in an object stream.
const WRONG_STREAMS: &[Case<Packed>] = &[
    ("it says more objects", |it| it.dict = it.dict.replace("/N 3", "/N 4")),
    ("it says fewer objects", |it| it.dict = it.dict.replace("/N 3", "/N 2")),
    ("it says no object", |it| it.dict = it.dict.replace("/N 3", "/N 0")),
    ("it says very many objects", |it| it.dict = it.dict.replace("/N 3", "/N 999999999")),
    ("its count is no number", |it| it.dict = it.dict.replace("/N 3", "/N/Drei")),
    ("it begins later", |it| it.dict = it.dict.replace("/First ", "/First 1")),
    ("it begins nowhere", |it| it.dict = it.dict.replace("/First ", "/First -")),
    ("it goes on from another one", |it| it.dict.push_str("/Extends 9 0 R")),
    ("it has another filter", |it| it.dict.push_str("/DecodeParms<</Predictor 12>>")),
    ("it is a file of its own", |it| it.dict.push_str("/F(x)")),
    ("it says something else", |it| it.dict.push_str("/Herr(x)")),
    ("its kind is not known", |it| it.dict = it.dict.replace("/ObjStm", "/Obj")),
    ("bytes lie behind its index", |it| {
        it.gap = "7 ".into();
        it.count();
    }),
    ("a comment lies behind its index", |it| {
        it.gap = "%x\n".into();
        it.count();
    }),
    ("bytes lie before its objects", |it| {
        it.values.splice(..0, *b"1 ");
        it.index.iter_mut().for_each(|(_, offset)| *offset += 2);
        it.count();
    }),
    ("bytes lie behind its objects", |it| it.values.extend(b"(x)\n")),
    ("an object lies in another one", |it| it.index[1].1 = it.index[0].1),
    ("objects lie in another order", |it| it.index.swap(1, 2)),
    ("an object lies beyond its end", |it| it.index[2].1 = 4_000),
    ("an object has no end", |it| it.values.truncate(it.values.len() - 3)),
    ("nothing parts the last object from what follows", |it| it.values.truncate(it.values.len() - 1)),
    ("nothing parts two objects", |it| {
        it.values.remove(it.index[1].1 - 1);
        (it.index[1].1, it.index[2].1) = (it.index[1].1 - 1, it.index[2].1 - 1);
    }),
    ("an object is there twice", |it| it.index[1].0 = it.index[0].0),
    ("an object is there in a stream of its own too", |it| it.index[1].0 = 5),
    ("an object has another number", |it| it.index[1].0 = 90),
    ("an object is the free one", |it| it.index[1].0 = 0),
    ("an object is there that the table does not name", |it| {
        it.index.push((90, it.values.len()));
        it.values.extend(b"(x)\n");
        it.count();
    }),
    ("a stream is in it", |it| {
        it.values.truncate(it.index[2].1);
        it.values.extend(b"<</Length 1>>stream\nx\nendstream\n");
    }),
];

#[test]
fn an_object_stream_that_is_not_whole_is_refused() {
    let sound = Draft::showing("Text");
    for (what, change) in WRONG_STREAMS {
        let file = sound.built(|streams| change(&mut streams[0]), |_| {});
        assert!(file != sound.file(), "{what}: nothing is changed");
        assert!(doubt(gate::pdf(&file, &secrets())).is_some(), "{what}");
    }
    let newer = |streams: &mut [Packed]| {
        streams[0].index.push((1, streams[0].values.len()));
        streams[0].values.extend(b"<</Type/Catalog/Pages 2 0 R>>\n");
        streams[0].count();
    };
    let earlier = sound.built(newer, |table| table.entries[1].2 = 3);
    assert!(doubted(&earlier).contains("frühere Fassung"));
    let hidden = sound.clone().with_stream("/Type/ObjStm/N 1/First 5", "90 0 (Herr M\u{fc}ller)\n");
    assert!(doubted(&hidden.file()).contains("beschädigt"));
    let unnamed = sound.built(|_| {}, |table| table.entries.truncate(8));
    assert!(doubted(&unnamed).contains("beschädigt"));
}

/// What may be wrong in the table. Objects 1 to 3 lie in the stream 8, 4 and 7 in the stream 9.
const WRONG_TABLES: &[Case<Table>] = &[
    ("an object lies in another stream", |it| it.entries[1].1 = 9),
    ("an object lies in a stream that is none", |it| it.entries[1].1 = 6),
    ("an object lies in a stream that is not there", |it| it.entries[1].1 = 77),
    ("an object lies in another place of its stream", |it| it.entries[1].2 = 1),
    ("an object lies behind the last of its stream", |it| it.entries[3].2 = 3),
    ("two objects change places", |it| it.entries.swap(1, 2)),
    ("a packed object lies in the file", |it| it.entries[1] = (1, 15, 0)),
    ("an object begins later", |it| it.entries[5].1 += 1),
    ("an object is of a later generation", |it| it.entries[5].2 = 1),
    ("an object is free", |it| it.entries[4] = (0, 0, 0)),
    ("an entry is of an unknown type", |it| it.entries[4].0 = 3),
    ("the free object is used", |it| it.entries[0] = (2, 8, 0)),
    ("the free object says something", |it| it.entries[0].2 = 0x4d_fc),
    ("an entry is missing", |it| it.entries.truncate(10)),
    ("there is one entry more", |it| it.entries.push((0, 0, 0))),
    ("bytes lie behind the last entry", |it| it.behind.push(2)),
    ("a row is packed in another way", |it| it.predictor = 0),
    ("it says more entries", |it| it.dict = it.dict.replace("/Size 11", "/Size 12")),
    ("it says very many entries", |it| it.dict = it.dict.replace("/Size 11", "/Size 999999999")),
    ("it says no entries", |it| it.dict = it.dict.replace("/Size 11", "")),
    ("its fields are long", |it| it.dict = it.dict.replace("/W[1 4 2]", "/W[1 999999999 2]")),
    ("its fields are others", |it| it.dict = it.dict.replace("/W[1 4 2]", "/W[1 2 4]")),
    ("its rows are longer", |it| it.dict = it.dict.replace("/Columns 7", "/Columns 8")),
    ("its rows are packed in any way", |it| it.dict = it.dict.replace("/Predictor 12", "/Predictor 15")),
    ("its rows are not packed", |it| it.dict = it.dict.replace("/Predictor 12/Columns 7", "")),
    ("it is of a part of the objects", |it| it.dict.push_str("/Index[0 11]")),
    ("there is an earlier one", |it| it.dict.push_str("/Prev 15")),
    ("there is one of an older reader", |it| it.dict.push_str("/XRefStm 15")),
    ("it is of an encrypted file", |it| it.dict.push_str("/Encrypt 1 0 R")),
    ("it says something else", |it| it.dict.push_str("/Herr(x)")),
    ("it is none", |it| it.dict = it.dict.replace("/XRef", "/Table")),
    ("it names no root", |it| it.dict = it.dict.replace("/Root 1 0 R", "")),
    ("it lies elsewhere", |it| it.start -= 1),
    ("it has the number of another object", |it| it.number = 8),
    ("its number is not in it", |it| it.number = 11),
];

#[test]
fn a_table_that_does_not_name_the_very_objects_is_refused() {
    let sound = Draft::showing("Text");
    for (what, change) in WRONG_TABLES {
        let file = sound.built(|_| {}, change);
        assert!(file != sound.file(), "{what}: nothing is changed");
        assert!(doubt(gate::pdf(&file, &secrets())).is_some(), "{what}");
    }
}
