<?php
declare(strict_types=1);

namespace Duet\Outbox;

use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** The table of events, as shoppers' requests use it. What empties it is in Drain. */
final class OutboxModule {

	private ?Flood $flood   = null;
	private ?Outbox $outbox = null;

	public function __construct( private readonly Services $services ) {
	}

	public function outbox(): Outbox {
		return $this->outbox ??= new Outbox( $this->services->database, $this->services->log, flood: $this->flood() );
	}

	public function table(): OutboxTable {
		return new OutboxTable( $this->services->database );
	}

	public function flood(): Flood {
		return $this->flood ??= new Flood( $this->services->database, $this->services->key );
	}
}
