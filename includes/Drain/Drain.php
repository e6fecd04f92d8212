<?php
declare(strict_types=1);

namespace Duet\Drain;

use Duet\Cli\Command;
use Duet\Cli\Terminal;
use Duet\EventsApi\Outcome;

defined( 'ABSPATH' ) || exit;

/** `wp duet drain`: delivers what is due, for a real cron. */
final class Drain implements Command {

	public function __construct( private readonly OutboxDrain $outbox ) {
	}

	public function name(): string {
		return 'drain';
	}

	public function about(): string {
		return 'Delivers what is due. Exit code 1: TikTok refuses the token of a pixel, or its events one after the other.';
	}

	public function synopsis(): array {
		return [
			[ 'type' => 'assoc', 'name' => 'seconds', 'description' => 'Start no request later than this.', 'optional' => true, 'default' => '50' ],
		];
	}

	public function run( array $args, array $options, Terminal $terminal ): bool {
		$report = $this->outbox->drain( Terminal::number( $options, 'seconds', 50, 3600 ) );
		$row    = [];
		foreach ( array_filter( get_object_vars( $report ), is_int( ... ) ) as $what => $count ) {
			$row[ $what ] = $count;
		}
		$terminal->rows( [ $row ], array_keys( $row ) );
		$well = true;
		foreach ( $report->paused as $pixel_code => $pause ) {
			$terminal->warn( "$pixel_code is paused: $pause->message" );
			$well = $well && ! in_array( $pause->reason, [ Outcome::BadCredentials, Outcome::BadEvent ], true );
		}
		return $well;
	}
}
