// tus-js-client, as anybody would use it, against our server: abort in the middle, then resume.
// node phone.mjs WEB_FOLDER ORIGIN TOKEN PROJECT FILE; prints one line of JSON.
import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [folder, origin, token, project, file] = process.argv.slice(2);
const { Upload } = createRequire(`${folder}/`)("tus-js-client");
const body = readFileSync(file);
const seen = { requests: [], aborted_at: 0, receipt: {} };

const upload = new Upload(body, {
  endpoint: `${origin}/api/v1/uploads/`,
  chunkSize: 32 * 1024,
  retryDelays: [0, 200, 500],
  headers: { Authorization: `Bearer ${token}` },
  metadata: {
    project,
    client_upload_id: randomUUID(),
    sha256: createHash("sha256").update(body).digest("hex"),
    filename: "屋面.jpg",
    filetype: "image/jpeg",
    captured_at: "2026-11-20T10:00:00+08:00",
  },
  onAfterResponse(request, response) {
    seen.requests.push(`${request.getMethod()} ${response.getStatus()}`);
    const photo = response.getHeader("Topout-Photo");
    if (photo) seen.receipt = { photo: Number(photo), sha256: response.getHeader("Topout-Sha256") };
  },
  async onChunkComplete(_size, accepted, total) {
    if (seen.aborted_at || accepted === total) return;
    seen.aborted_at = accepted;
    await upload.abort();
    upload.start();
  },
  onError(error) {
    console.error(String(error));
    process.exit(1);
  },
  onSuccess() {
    console.log(JSON.stringify({ ...seen, url: upload.url }));
  },
});
upload.start();
