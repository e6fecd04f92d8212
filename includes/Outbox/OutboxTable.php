<?php
declare(strict_types=1);

namespace Duet\Outbox;

defined( 'ABSPATH' ) || exit;

/**
 * The outbox table and its versions.
 *
 * Asking for the version reads an option that is not autoloaded, so ensure() belongs into activation, the admin and
 * the drain, never into a page view. Column types and keys are those both MySQL and WordPress' SQLite driver understand.
 */
final class OutboxTable {

	public const OPTION = 'duet_schema';

	/**
	 * Raise it with every change of the table; dbDelta() adds what is new, and after it make() moves data, if need be.
	 * Every new column needs a default: whoever goes back to an older plugin goes on writing without it.
	 */
	private const VERSION = 2;

	/** Sorts behind every visitor, see bolt(). */
	private const BOLT = '~';

	public function __construct( private readonly Database $database ) {
	}

	/** Brings the table of this blog to the present version. A newer table (plugin downgraded) is left alone. */
	public function ensure(): void {
		if ( $this->version() < self::VERSION ) {
			$this->make();
		}
	}

	/** For when the database refuses rows: makes the table if it is gone or old, whatever the option says. */
	public function repair(): void {
		if ( $this->version() < self::VERSION || ! $this->database->has_outbox() ) {
			$this->make();
		}
	}

	/** The table's name in the blog WordPress is at now. */
	public function table(): string {
		return $this->database->outbox();
	}

	private function make(): void {
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		dbDelta( $this->ddl() );
		$this->bolt();
		if ( $this->database->has_outbox() ) {
			update_option( self::OPTION, self::VERSION, false );
		}
	}

	public function version(): int {
		$version = get_option( self::OPTION, 0 );
		return is_numeric( $version ) ? (int) $version : 0;
	}

	/** For uninstall. */
	public function drop(): void {
		$this->database->change( 'DROP TABLE IF EXISTS %i', [ $this->database->outbox() ] );
		delete_option( self::OPTION );
	}

	/**
	 * One row that keeps shoppers from locking each other out.
	 *
	 * An insert looks for its visitor's tombstone, and InnoDB locks the gap it looks into. In a table without
	 * tombstones that gap would be where the events themselves go: two shoppers at once, each waiting for the other,
	 * one rolled back. This row, sorted behind all tombstones and before all events, ends the gap.
	 */
	private function bolt(): void {
		( new Tombstone( $this->database ) )->keep( self::BOLT );
	}

	/**
	 * The CREATE TABLE statement, for dbDelta().
	 *
	 * Text that is matched or joined is ASCII and compared by byte: TikTok's names are case-sensitive, and a short
	 * binary key keeps the indexes small.
	 *
	 * once:    makes "one row" true under any number of hooks at the same time.
	 * queue:   read by a claim from its first entry on, whatever the length of the queue; its last columns spare looking
	 *          at the rows themselves when they are counted.
	 * visitor, object_id, email_hash: withdrawn consent, an order's deliveries, privacy requests.
	 * age:     the purge.
	 */
	public function ddl(): string {
		$text = static fn( int $length ): string => "varchar($length) CHARACTER SET ascii COLLATE ascii_bin NOT NULL";
		return 'CREATE TABLE ' . $this->database->outbox() . " (
			id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
			pixel_code {$text( 32 )},
			event {$text( 50 )},
			event_id {$text( 64 )},
			test {$text( 20 )} DEFAULT '',
			state {$text( 10 )},
			class tinyint(3) unsigned NOT NULL,
			origin {$text( 10 )},
			source {$text( 10 )} DEFAULT 'web',
			object_id bigint(20) unsigned NOT NULL DEFAULT 0,
			visitor {$text( 32 )} DEFAULT '',
			sender {$text( 4 )} DEFAULT '',
			email_hash {$text( 64 )} DEFAULT '',
			identifiers {$text( 191 )} DEFAULT '',
			payload longtext NOT NULL,
			matching text NOT NULL,
			payload_version smallint(5) unsigned NOT NULL DEFAULT 1,
			attempts smallint(5) unsigned NOT NULL DEFAULT 0,
			lapses smallint(5) unsigned NOT NULL DEFAULT 0,
			batch_limit smallint(5) unsigned NOT NULL DEFAULT 0,
			event_time bigint(20) unsigned NOT NULL,
			deadline bigint(20) unsigned NOT NULL,
			created_at bigint(20) unsigned NOT NULL,
			next_at bigint(20) unsigned NOT NULL,
			claim {$text( 32 )} DEFAULT '',
			lease bigint(20) unsigned NOT NULL DEFAULT 0,
			delivered_at bigint(20) unsigned NOT NULL DEFAULT 0,
			reply varchar(255) NOT NULL DEFAULT '',
			request_id {$text( 64 )} DEFAULT '',
			PRIMARY KEY  (id),
			UNIQUE KEY once (pixel_code,event,event_id,test),
			KEY queue (state,pixel_code,class,event_time,next_at,test),
			KEY visitor (visitor),
			KEY object_id (object_id),
			KEY email_hash (email_hash(16)),
			KEY age (created_at)
		) {$this->database->collation()};";
	}
}
