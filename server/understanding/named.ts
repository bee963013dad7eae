import { isComplete, type Snapshot } from "../../ingest/index.js";
import type { RememberedTurn } from "./conversation.js";
import { DocumentFinder, type DocumentMention } from "./documents.js";
import { affirmed, partPlaces } from "./exclusions.js";
import { RegionalNames } from "./names.js";
import { PlaceFinder } from "./places.js";
import { quantitiesIn, yearsOf } from "./quantities.js";
import { referencesIn } from "./references.js";
import type { ImpliedRegion, NamedQuantity, NamedReference, PlaceMention, PlaceWithin } from "./understanding.js";

/** Everything that a question names itself: what is left unsaid comes from the conversation. */
export interface Named {
  places: PlaceMention[];
  within: PlaceWithin[];
  excluded: string[];
  implied: ImpliedRegion[];
  /** Covered regions: of the places, or of a name that stands for one. */
  regions: string[];
  documents: DocumentMention[];
  foreign: string[];
  references: NamedReference[];
  quantities: NamedQuantity[];
  years: string[];
  /** The words that name all of these, as they stand in the question. */
  said: string[];
}

/** Finds the places, companies, documents, provisions and figures of a question. */
export class NamedFinder {
  readonly covered: ReadonlySet<string>;
  readonly names: RegionalNames;
  private readonly places: PlaceFinder;
  private readonly documents: DocumentFinder;

  constructor(private readonly snapshot: Snapshot) {
    const documents = [...snapshot.documents.values()];
    this.covered = new Set(documents.flatMap(({ meta }) => meta.region ?? []));
    this.places = new PlaceFinder(snapshot.lexicon.places, this.covered);
    this.documents = new DocumentFinder(documents);
    this.names = new RegionalNames(snapshot);
  }

  /** A region as the caller writes it (贵州省), by the name that documents are filed under (贵州). */
  regionNamed(name: string): string {
    return this.places.regionNamed(name);
  }

  /** @param callersRegion region that the caller fixes: one that the collection lacks counts as named */
  find(question: string, history: readonly RememberedTurn[], callersRegion: string | undefined): Named {
    const { asked, excluded } = partPlaces(question, this.placesIn(question, callersRegion));
    const implied = asked.length === 0 ? this.names.find(question) : [];
    const regions = this.regionsOf(asked, implied);
    const references = referencesIn(question, history.flatMap((turn) => turn.references).filter((one) => isComplete(one) && !one.fromEnd).pop());
    const quantities = quantitiesIn(question, references);
    const years = quantities.filter(({ kind }) => kind === "year").map(({ said }) => said);
    return {
      places: asked,
      within: this.places.within(question, asked),
      excluded: coveredRegions(excluded),
      implied,
      regions,
      documents: this.documents.find(affirmed(question), regions),
      foreign: this.documents.foreign(question),
      references,
      quantities,
      years: yearsOf(quantities),
      said: [...asked.map(({ name }) => name), ...excluded.map(({ name }) => name), ...references.map(({ said }) => said), ...this.documents.namesIn(question), ...years.flatMap((year) => [`到${year}`, year])],
    };
  }

  private placesIn(question: string, region: string | undefined): PlaceMention[] {
    const places = this.places.find(question, this.snapshot.tokenizer.words(question));
    const lacking = region !== undefined && places.length === 0 && !this.covered.has(region);
    return lacking ? [{ name: region, region, covered: false }] : places;
  }

  private regionsOf(places: readonly PlaceMention[], implied: readonly ImpliedRegion[]): string[] {
    const ofNames = [...new Set(implied.map(({ region }) => region))];
    return places.length === 0 && ofNames.length === 1 ? ofNames : coveredRegions(places);
  }
}

function coveredRegions(places: readonly PlaceMention[]): string[] {
  return [...new Set(places.filter((place) => place.covered).map((place) => place.region))];
}
