<?php
/**
 * What the fault tests speak in: the plugin's own objects as its composition root made them, and events to fill the outbox with.
 */

use Duet\Outbox\Database;
use Duet\Drain\DrainReport;
use Duet\Deliveries\Ledger;
use Duet\Outbox\OutboxItem;
use Duet\Outbox\Outbox;
use Duet\EventsApi\Payload;
use Duet\EventsApi\Pauses;
use Duet\Policy\Refusals;
use Duet\Outbox\OutboxTable;
use Duet\Drain\Sender;
use Duet\Drain\Upkeep;
use Duet\Event\{ Catalogue, Consent, Decision, Event, Facts, Origin, Visitor };

global $wpdb;

$modules = new Duet\Wiring\Modules( $wpdb );

/** @var Database $database */
$database  = $modules->services->database;
$sender    = $modules->drain->sender();
$outbox    = $modules->outbox->outbox();
$ledger    = $modules->services->ledger;
$pauses    = $modules->api->pauses;
$catalogue = $modules->services->catalogue;
$pipeline  = $modules->pipeline->pipeline;
$schema    = new OutboxTable( $database );
$table     = $database->outbox();
$clock     = static fn(): int => (int) $database->value( 'SELECT UNIX_TIMESTAMP() AS now' );
$now       = $clock();

/** Three in five are orders, the rest what the relay brings; every seventh event is of a shopper who can be found again. */
$event = static function ( int $number, int $age = 100 ) use ( $catalogue, $now ): Event {
	$page    = $number % 5 > 2;
	$visitor = new Visitor( ttclid: 'E.C.P.abc', url: 'https://shop.example.test/?utm_source=tiktok', ip: '203.0.113.9', user_agent: 'Mozilla/5.0', visitor: 0 === $number % 7 ? md5( "visitor $number" ) : '', consent: new Consent( 'allow', Decision::Granted, 'assumed', 'cookie', $now ) );
	return $page
		? Event::of( $catalogue, 'Contact', "page-$number-aaaaaaaa", $now - $age, new Facts(), $visitor, Origin::Browser )
		: Event::of(
			$catalogue, 'Purchase', "P-$number-aaaaaaaaaaaa", $now - $age,
			new Facts( [ 'value' => 19.9, 'currency' => 'EUR', 'contents' => [ [ 'content_id' => 'SKU', 'content_name' => '50% Mütze ☃', 'price' => 19.9, 'quantity' => 1 ] ] ], [ 'email' => "ann$number@example.test" ] ),
			$visitor, Origin::Server, $number
		);
};
$item = static fn( Event $one ): OutboxItem => ( new Payload( $catalogue ) )->build( $one, $one->name );
$put  = static fn( Event $one, string $pixel, string $test = '' ): string => $outbox->insert( $pixel, $one->name, $one, $item( $one ), $test )->value;

/** Many at once: 20,000 single inserts would be the slowest part of every test. */
$fill = static function ( int $from, int $to, string $pixel, int $age = 100 ) use ( $wpdb, $table, $event, $item, $clock ): int {
	$made = 0;
	foreach ( array_chunk( $from > $to ? [] : range( $from, $to ), 200 ) as $numbers ) {
		$rows = [];
		foreach ( $numbers as $number ) {
			$one    = $event( $number, $age );
			$it     = $item( $one );
			$rows[] = $wpdb->prepare(
				"(%s,%s,%s,'pending',%d,%s,%d,%s,%s,%s,%s,%s,%d,%d,%d,0)",
				$pixel, $one->name, $one->id, 'Contact' === $one->name ? 2 : 0, $one->origin->value, $one->object_id, $one->visitor->visitor, $it->email_hash,
				implode( ',', $it->identifiers() ), $it->payload(), $it->matching(), $one->time, $one->time + Outbox::HORIZON, $clock()
			);
		}
		$made += (int) $wpdb->query( "INSERT IGNORE INTO $table ( pixel_code, event, event_id, state, class, origin, object_id, visitor, email_hash, identifiers, payload, matching, event_time, deadline, created_at, next_at ) VALUES " . implode( ',', $rows ) );
	}
	return $made;
};
$states = static fn(): array => array_filter( $ledger->counts() );
$report = static fn( DrainReport $done ): array => [ 'paused' => array_map( static fn( $pause ): string => $pause->message, $done->paused ) ] + get_object_vars( $done );
/** A pause may be as short as a second, and a process as slow: what is to meet the pause looks from a little earlier. */
$a_moment_ago = static function ( int $seconds ): void {
	$GLOBALS['duet_clock'] -= $seconds;
};
/** Seconds of every pause that holds now. */
$waits = static fn(): array => array_map( static fn( $pause ): int => $pause->until - $clock(), $pauses->all() );

/** Drains until nothing waits, hours passing between: leases end, rows are due, pauses are over. Returns the seconds that passed. */
$settle = static function ( int $turns = 20, int $step = 7200 ) use ( $sender, $ledger ): int {
	for ( $passed = 0; $turns > 0; $turns-- ) {
		$sender->drain( 60 );
		$counts = $ledger->counts();
		if ( 0 === $counts['pending'] + $counts['sending'] ) {
			break;
		}
		$passed                += $step;
		$GLOBALS['duet_clock'] += $step;
	}
	return $passed;
};
/** What the ledger says, and which events it says TikTok has. */
$books = static fn(): array => [
	'states'    => (object) $states(),
	'delivered' => array_map( static fn( array $row ): string => "{$row['pixel_code']} {$row['event_id']}", $database->rows( "SELECT pixel_code, event_id FROM %i WHERE state = 'delivered' AND test = ''", [ $table ] ) ),
];
$reset = static function () use ( $schema ): void {
	$schema->drop();
	$schema->ensure();
	delete_option( 'duet_home' );
};
