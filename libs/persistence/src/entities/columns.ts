import { Column, PrimaryColumn, type ColumnOptions } from 'typeorm';

import { instantOfMilliseconds, type Instant } from '#kernel';

/** The columns of a row as a plain value, ready to be inserted. */
export type Columns<Row> = { [Name in keyof Row]: Row[Name] };

/** Timestamps keep milliseconds, as an Instant has them: what goes in comes out, and text order stays time order. */
export function InstantColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({
    type: 'timestamp with time zone',
    precision: 3,
    transformer: { to: (value: Instant | null) => value, from: instantOf },
    ...options,
  });
}

/** Counts and places below 2^53; the driver hands 64-bit integers over as text. */
export function CountColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'bigint', transformer: { to: (value: number | null) => value, from: countOf }, ...options });
}

export function CountKey(): PropertyDecorator {
  return PrimaryColumn({ type: 'bigint', transformer: { to: (value: number) => value, from: countOf } });
}

function instantOf(value: Date | null): Instant | null {
  return value === null ? null : instantOfMilliseconds(value.getTime());
}

function countOf(value: string | null): number | null {
  return value === null ? null : Number(value);
}
