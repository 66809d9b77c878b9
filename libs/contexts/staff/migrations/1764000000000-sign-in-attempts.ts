import type { MigrationInterface, QueryRunner } from 'typeorm';

// Keys are keyed hashes: of account and address together, of the account, of the address. No row says who it is about.
// An attempt counts as failed from its start, so that many at once are not all free; a success takes its count back.
const sql = `
create table staff.sign_in_attempts (
  key text primary key,
  failures int not null default 0,
  blocked_until timestamptz not null default '-infinity',
  forget_at timestamptz not null,
  succeeded_at timestamptz,
  keep_until timestamptz not null
) with (fillfactor = 80);
create index sign_in_attempts_age on staff.sign_in_attempts (keep_until);

-- Null: go ahead. Otherwise until when to wait. p_keys: the account from this address, the account, the address; locked in this order.
-- p_free: failures without a wait; p_first: the first wait in s, each next one twice as long; p_longest in s; p_memory: s until failures are forgotten.
-- Somebody who signed in from this address within p_known s is not kept out by what others try on the account from elsewhere.
create function staff.start_sign_in(p_keys text[], p_free int[], p_first int[], p_longest int[], p_memory int[], p_known int) returns timestamptz language plpgsql as $$
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
    where a.blocked_until > at and not (u.ix = 2 and known);
  if wait_until is not null then return wait_until; end if;
  update staff.sign_in_attempts a set
    failures = a.failures + 1,
    blocked_until = case when a.failures + 1 >= u.free then at + make_interval(secs => least(u.longest, u.first * 2 ^ least(a.failures + 1 - u.free, 20))) else a.blocked_until end,
    forget_at = at + make_interval(secs => u.memory),
    keep_until = greatest(a.keep_until, at + make_interval(secs => u.memory))
    from unnest(p_keys, p_free, p_first, p_longest, p_memory) u(k, free, first, longest, memory) where a.key = u.k;
  delete from staff.sign_in_attempts where key in (select key from staff.sign_in_attempts where keep_until < at limit 20 for update skip locked);
  return null;
end $$;

create function staff.succeed_sign_in(p_keys text[], p_known int) returns void language sql as $$
  update staff.sign_in_attempts a set
    failures = case when u.ix = 1 then 0 else greatest(a.failures - 1, 0) end,
    blocked_until = '-infinity',
    succeeded_at = case when u.ix = 1 then clock_timestamp() else a.succeeded_at end,
    keep_until = case when u.ix = 1 then clock_timestamp() + make_interval(secs => p_known) else a.keep_until end
    from (select k, ix from unnest(p_keys) with ordinality w(k, ix)) u where a.key = u.k
$$;

revoke all on function staff.start_sign_in, staff.succeed_sign_in from public;
grant execute on function staff.start_sign_in, staff.succeed_sign_in to stipple_staff;
grant select, insert, update, delete on staff.sign_in_attempts to stipple_staff;
`;

export class SignInAttempts1764000000000 implements MigrationInterface {
  readonly name = 'SignInAttempts1764000000000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sql);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop function staff.start_sign_in; drop function staff.succeed_sign_in; drop table staff.sign_in_attempts',
    );
  }
}
