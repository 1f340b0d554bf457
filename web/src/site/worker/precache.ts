/** Which built files the phone's pages need, read off the manifest of the build. */

interface Chunk {
  file: string;
  css?: string[];
  imports?: string[];
  dynamicImports?: string[];
}

/** Every file that an entry reaches, lazy parts included. Names carry their hash: no revision. */
export function precacheOf(
  manifest: Record<string, Chunk>,
  entry: string,
  base: string,
): { url: string; revision: null }[] {
  const files = new Set<string>();
  const waiting = [entry];
  const seen = new Set(waiting);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`${name} is not in the manifest.`);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) {
      if (!seen.has(next)) waiting.push(next);
      seen.add(next);
    }
  }
  return [...files].sort().map((file) => ({ url: `${base}${file}`, revision: null }));
}
