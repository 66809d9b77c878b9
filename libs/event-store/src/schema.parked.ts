/**
 * Who decided what about something parked, when and why. It is written before the thing is done, so that nothing is
 * done without it; `outcome` follows, and stays empty where it was not finished. Nothing in it is changed or removed by
 * the service.
 */
export const parkedDecisionsSql = (schema: string, role: string): string => `
create table ${schema}.parked_decisions (
  n bigint generated always as identity primary key,
  decision text not null check (decision in ('RETRY', 'GIVE_UP')),
  actor text not null,
  reason text,
  about jsonb not null,
  command_id uuid unique,
  fingerprint text not null,
  decided_at timestamptz not null default now(),
  outcome jsonb
);
grant select, insert, update (outcome) on ${schema}.parked_decisions to ${role};
`;
