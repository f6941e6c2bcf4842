// Holds SARIF logs against the published schema of SARIF 2.1.0: node sarif.mjs SCHEMA LOG...
// Exits with 1, and says where, when a log is not as the schema says; with 2 when it cannot be tried.
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import addFormats from "ajv-formats";

const [schema, ...logs] = process.argv.slice(2);
if (!schema || logs.length === 0) {
  console.error("node sarif.mjs SCHEMA LOG...");
  process.exit(2);
}
process.on("uncaughtException", (error) => {
  console.error(error);
  process.exit(2);
});
const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false }); // one pattern of the schema has a bracket too many for Unicode mode
addFormats(ajv);
const valid = ajv.compile(read(schema));
let wrong = 0;
for (const file of logs) {
  if (valid(read(file))) continue;
  wrong += 1;
  for (const { instancePath, message, params } of valid.errors) console.log(`${file}${instancePath}: ${message} ${JSON.stringify(params)}`);
}
process.exit(wrong === 0 ? 0 : 1);
