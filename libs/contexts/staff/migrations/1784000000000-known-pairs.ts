import type { MigrationInterface, QueryRunner } from 'typeorm';

// A known pair, an account from where its person signed in before, is judged and counted by itself alone: neither what
// others try on the account from elsewhere, nor what others try from the same address, keeps it out. A success takes
// back its own count and no more, so that somebody with an account of their own does not end the wait of an address by
// signing in between guesses.
const sql = `
create or replace function staff.start_sign_in(p_keys text[], p_free int[], p_first int[], p_longest int[], p_memory int[], p_known int) returns timestamptz language plpgsql as $$
declare
  at timestamptz;
  known boolean;
  wait_until timestamptz;
begin
  insert into staff.sign_in_attempts as a (key, forget_at, keep_until)
    select k, clock_timestamp() + make_interval(secs => m), clock_timestamp() + make_interval(secs => m) from unnest(p_keys, p_memory) with ordinality u(k, m, ix) order by ix
    on conflict (key) do update set key = excluded.key;
  at := clock_timestamp();
  update staff.sign_in_attempts set failures = 0, blocked_until = '-infinity' where key = any (p_keys) and forget_at <= at;
  select coalesce(succeeded_at > at - make_interval(secs => p_known), false) into known from staff.sign_in_attempts where key = p_keys[1];
  select max(a.blocked_until) into wait_until from staff.sign_in_attempts a join unnest(p_keys) with ordinality u(k, ix) on a.key = u.k
    where a.blocked_until > at and (u.ix = 1 or not known);
  if wait_until is not null then return wait_until; end if;
  update staff.sign_in_attempts a set
    failures = a.failures + 1,
    blocked_until = case when a.failures + 1 >= u.free then at + make_interval(secs => least(u.longest, u.first * 2 ^ least(a.failures + 1 - u.free, 20))) else a.blocked_until end,
    forget_at = at + make_interval(secs => u.memory),
    keep_until = greatest(a.keep_until, at + make_interval(secs => u.memory))
    from unnest(p_keys, p_free, p_first, p_longest, p_memory) with ordinality u(k, free, first, longest, memory, ix) where a.key = u.k and (u.ix = 1 or not known);
  delete from staff.sign_in_attempts where key in (select key from staff.sign_in_attempts where keep_until < at limit 20 for update skip locked);
  return null;
end $$;

create function staff.succeed_sign_in(p_keys text[], p_known int, p_free int[]) returns void language plpgsql as $$
declare
  at timestamptz := clock_timestamp();
  known boolean;
begin
  perform 1 from staff.sign_in_attempts a join unnest(p_keys) with ordinality u(k, ix) on a.key = u.k order by u.ix for update of a;
  select coalesce(succeeded_at > at - make_interval(secs => p_known), false) into known from staff.sign_in_attempts where key = p_keys[1];
  update staff.sign_in_attempts a set
    failures = case when u.ix = 1 then 0 else greatest(a.failures - 1, 0) end,
    blocked_until = case when u.ix = 1 or a.failures - 1 < u.free then '-infinity' else a.blocked_until end,
    succeeded_at = case when u.ix = 1 then at else a.succeeded_at end,
    keep_until = case when u.ix = 1 then at + make_interval(secs => p_known) else a.keep_until end
    from unnest(p_keys, p_free) with ordinality u(k, free, ix) where a.key = u.k and (u.ix = 1 or not known);
end $$;

revoke all on function staff.succeed_sign_in(text[], int, int[]) from public;
grant execute on function staff.succeed_sign_in(text[], int, int[]) to stipple_staff;
`;

export class KnownPairs1784000000000 implements MigrationInterface {
  readonly name = 'KnownPairs1784000000000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sql);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function staff.succeed_sign_in(text[], int, int[])');
  }
}
