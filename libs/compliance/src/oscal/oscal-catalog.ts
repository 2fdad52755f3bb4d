/** What we read of an OSCAL catalog; the rest of the document is left alone, and no address in it is ever fetched. */
export interface OscalCatalog {
  readonly uuid: string;
  readonly metadata: {
    readonly title: string;
    readonly version: string;
    readonly 'last-modified': string;
    readonly 'oscal-version': string;
    readonly props?: readonly OscalProp[];
  };
  readonly params?: readonly OscalParam[];
  readonly controls?: readonly OscalControl[];
  readonly groups?: readonly OscalGroup[];
}

export interface OscalGroup {
  readonly id?: string;
  readonly title: string;
  readonly params?: readonly OscalParam[];
  readonly groups?: readonly OscalGroup[];
  readonly controls?: readonly OscalControl[];
}

export interface OscalControl {
  readonly id: string;
  readonly class?: string;
  readonly title: string;
  readonly params?: readonly OscalParam[];
  readonly props?: readonly OscalProp[];
  readonly parts?: readonly OscalPart[];
  readonly controls?: readonly OscalControl[];
}

export interface OscalPart {
  readonly name: string;
  readonly props?: readonly OscalProp[];
  readonly prose?: string;
  readonly parts?: readonly OscalPart[];
}

export interface OscalProp {
  readonly name: string;
  readonly value: string;
}

/** A blank that whoever uses the catalog fills in. */
export interface OscalParam {
  readonly id: string;
  readonly label?: string;
  readonly values?: readonly string[];
  readonly select?: { readonly choice?: readonly string[] };
}
