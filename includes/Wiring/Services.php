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

/**
 * The few objects that all subjects share.
 *
 * @property-read Clock           $clock
 * @property-read Log             $log
 * @property-read Guard           $guard
 * @property-read Callbacks       $callbacks
 * @property-read Catalogue       $catalogue
 * @property-read Filters         $filters
 * @property-read Schema          $schema
 * @property-read Tokens          $tokens
 * @property-read Settings        $settings
 * @property-read IdentifierTable $identifiers
 * @property-read IdKey           $key
 * @property-read SiteIssuer      $issuer
 * @property-read Signature       $signature
 * @property-read Database        $database
 * @property-read Upkeep          $upkeep
 * @property-read Ledger          $ledger
 * @property-read Access          $access
 */
final class Services {

	use MadeWhenNeeded;

	public function __construct( public readonly \wpdb $wpdb ) {
	}

	protected function make( string $name ): object {
		return match ( $name ) {
			'clock'       => new SystemClock(),
			'log'         => new Log(),
			'guard'       => new Guard( $this->log ),
			'callbacks'   => new Callbacks( $this->log ),
			'catalogue'   => Catalogue::shipped(),
			'filters'     => new Filters( $this->callbacks, $this->catalogue, $this->log ),
			'schema'      => Schema::shipped(),
			'tokens'      => new Tokens(),
			'settings'    => new Settings( $this->schema, $this->tokens ),
			'identifiers' => IdentifierTable::shipped( $this->settings ),
			'key'         => new IdKey(),
			'issuer'      => new SiteIssuer( $this->settings, $this->key ),
			'signature'   => new Signature( $this->issuer ),
			'database'    => new Database( $this->wpdb, $this->log ),
			'upkeep'      => new Upkeep( $this->database ),
			'ledger'      => new Ledger( $this->database, $this->upkeep ),
			'access'      => new Access(),
			default       => throw new \LogicException( "no service $name" ),
		};
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
