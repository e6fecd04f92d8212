<?php
declare(strict_types=1);

namespace Duet\Wiring;

use Duet\Admin\Access;
use Duet\Channel\Filters;
use Duet\Deliveries\Ledger;
use Duet\Drain\Upkeep;
use Duet\Event\Catalogue;
use Duet\Hashing\IdentifierTable;
use Duet\Outbox\Database;
use Duet\Settings\Schema;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;
use Duet\Support\Callbacks;
use Duet\Support\Clock;
use Duet\Support\Guard;
use Duet\Support\IdKey;
use Duet\Support\Log;
use Duet\Support\Signature;

defined( 'ABSPATH' ) || exit;

/** The few objects that all subjects share. */
final class Services {

	public readonly Clock $clock;
	public readonly Log $log;
	public readonly Guard $guard;
	public readonly Callbacks $callbacks;
	public readonly Catalogue $catalogue;
	public readonly Filters $filters;
	public readonly Schema $schema;
	public readonly Tokens $tokens;
	public readonly Settings $settings;
	public readonly IdentifierTable $identifiers;
	public readonly IdKey $key;
	public readonly Signature $signature;
	public readonly Database $database;
	public readonly Ledger $ledger;
	public readonly Access $access;

	public function __construct( public readonly \wpdb $wpdb ) {
		$this->clock       = new SystemClock();
		$this->log         = new Log();
		$this->guard       = new Guard( $this->log );
		$this->callbacks   = new Callbacks( $this->log );
		$this->catalogue   = Catalogue::shipped();
		$this->filters     = new Filters( $this->callbacks, $this->catalogue, $this->log );
		$this->schema      = Schema::shipped();
		$this->tokens      = new Tokens();
		$this->settings    = new Settings( $this->schema, $this->tokens );
		$this->identifiers = IdentifierTable::shipped( $this->settings );
		$this->key         = new IdKey();
		$issuer            = new SiteIssuer( $this->settings, $this->key );
		$this->signature   = new Signature( $issuer );
		$this->database    = new Database( $wpdb, $this->log );
		$upkeep            = new Upkeep( $this->database );
		$this->ledger      = new Ledger( $this->database, $upkeep );
		$this->access      = new Access();
	}

	/** @param string $path Of a file that scripts and PHP read alike, below src/. */
	public static function source( string $path ): string {
		return dirname( DUET_FILE ) . "/src/$path";
	}

	/** Whether WooCommerce is there. */
	public function has_shop(): bool {
		return class_exists( 'WooCommerce', false );
	}
}
