//! Whether a value keeps to a JSON Schema, as editors judge it.
use boon::{Compiler, Draft, SchemaIndex, Schemas};
use serde_json::Value;

/// A schema, and what it says of others.
pub struct Validator {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Validator {
    /// What is no schema itself, by the schema of schemas, is refused here.
    pub fn new(schema: &Value) -> Self {
        let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
        compiler.set_default_draft(Draft::V2020_12);
        compiler
            .add_resource("schema.json", schema.clone())
            .unwrap();
        let index = compiler.compile("schema.json", &mut schemas).unwrap();
        Self { schemas, index }
    }

    /// Everything that is wrong with it, with its place.
    pub fn refuses(&self, instance: &Value) -> Option<String> {
        let judged = self.schemas.validate(instance, self.index);
        judged.err().map(|error| format!("{error:#}"))
    }

    pub fn is_valid(&self, instance: &Value) -> bool {
        self.refuses(instance).is_none()
    }
}
