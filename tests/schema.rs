//! The schema in `schemas/` is the one that the types give.

use std::path::Path;

use serde_json::Value;

fn schema() -> Value {
    drucksachen::record::schema().to_value()
}

/// `UPDATE_SCHEMA=1 cargo test --test schema` writes it anew.
#[test]
fn the_file_says_what_the_types_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schemas/record-{}.json", drucksachen::record::SCHEMA_VERSION));
    let wanted = serde_json::to_string_pretty(&schema()).expect("JSON") + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, &wanted).expect("schemas/ can be written");
    }
    let present = std::fs::read_to_string(&path).expect("the schema is there");
    let same = present.lines().eq(wanted.lines());
    assert!(same, "{} is not what the types say: UPDATE_SCHEMA=1 cargo test --test schema, then git diff", path.display());
}

#[test]
fn it_is_a_schema_of_draft_2020_12() {
    assert_eq!(schema().get("$schema").and_then(Value::as_str), Some("https://json-schema.org/draft/2020-12/schema"));
    #[cfg(feature = "validate")]
    assert!(jsonschema::draft202012::meta::is_valid(&schema()));
}

#[test]
fn every_property_is_described_and_no_other_is_allowed() {
    let schema = schema();
    let mut objects = vec![("record".to_owned(), &schema)];
    let definitions = schema.get("$defs").and_then(Value::as_object).expect("definitions");
    objects.extend(definitions.iter().map(|(name, object)| (name.clone(), object)));
    let mut properties = 0;
    for (name, object) in objects {
        let Some(all) = object.get("properties").and_then(Value::as_object) else { continue };
        assert_eq!(object.get("additionalProperties"), Some(&Value::Bool(false)), "{name}");
        for (property, about) in all {
            assert!(about.get("description").and_then(Value::as_str).is_some_and(|text| !text.is_empty()), "{name}.{property}");
            properties += 1;
        }
    }
    assert!(properties > 50, "{properties} properties: the schema is not where this test looks for it");
}
