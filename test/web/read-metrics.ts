/** Reads Prometheus' text format: what `name{labels}` stands for which number. */

export interface ReadMetrics {
  readonly values: ReadonlyMap<string, number>;
  readonly help: ReadonlyMap<string, string>;
  readonly text: string;
}

function parseMetrics(text: string): ReadMetrics {
  const values = new Map<string, number>();
  const help = new Map<string, string>();
  for (const line of text.split('\n')) {
    const described = /^# HELP (\S+) (.+)$/.exec(line);
    if (described) help.set(described[1]!, described[2]!);
    const sample = /^([^#\s]\S*(?:\{.*\})?) (\S+)$/.exec(line);
    if (sample) values.set(sample[1]!, Number(sample[2]));
  }
  return { values, help, text };
}

export async function scrape(url: string): Promise<ReadMetrics> {
  const answer = await fetch(`${url}/metrics`);
  if (answer.status !== 200) throw new Error(`GET /metrics was answered with ${answer.status}`);
  return parseMetrics(await answer.text());
}
