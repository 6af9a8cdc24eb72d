import type { VersionDifference } from '../../core/difference/versionDifference';
import { comparisonReport } from '../../core/report/comparisonReport';
import { trendDrawings } from '../../core/report/trendDrawings';
import type { SavedFile } from './compareActions';
import type { FoundVersion } from './comparedVersions';
import type { VersionInsights } from './versionInsights';

const REPORTED_DIFFERENCES = 5;

/** The report of a comparison as a web page, ready to be saved. */
export async function comparisonFile(
  name: string,
  found: readonly FoundVersion[],
  baseline: string | null,
  insights: VersionInsights,
): Promise<SavedFile> {
  const chosen = Math.max(
    0,
    found.findIndex(({ version }) => version.id === baseline),
  );
  const versions = found.map(({ version }) => version);
  const html = comparisonReport(versions, {
    baseline: chosen,
    drawings: trendDrawings(versions),
    differences: await differences(found, chosen, insights),
  });
  return { name, format: 'html', bytes: Buffer.from(html, 'utf8'), root: found[0]?.open.root ?? null };
}

/** Against the baseline, of few versions: a report of hundreds tells by its table. */
async function differences(
  found: readonly FoundVersion[],
  baseline: number,
  insights: VersionInsights,
): Promise<readonly VersionDifference[]> {
  const from = found[baseline];
  const others = found.filter((_, index) => index !== baseline);
  return from === undefined || others.length > REPORTED_DIFFERENCES
    ? []
    : Promise.all(others.map((to) => insights.difference(from, to)));
}
