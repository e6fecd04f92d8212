<?php
declare(strict_types=1);

namespace Duet\Deliveries;

use Duet\Cli\Command;
use Duet\Cli\Terminal;

defined( 'ABSPATH' ) || exit;

/** `wp duet resend <id>...`: sends order events again. */
final class Again implements Command {

	public function __construct( private readonly Resend $resend ) {
	}

	public function name(): string {
		return 'resend';
	}

	public function about(): string {
		return 'Sends deliveries of orders again. Exit code 1: at least one was not.';
	}

	public function synopsis(): array {
		return [
			[
				'type'        => 'positional',
				'name'        => 'id',
				'description' => 'Ids of deliveries.',
				'optional'    => false,
				'repeating'   => true,
			],
			[
				'type'        => 'flag',
				'name'        => 'yes',
				'description' => 'Also past 48 hours, although TikTok may count them a second time.',
				'optional'    => true,
			],
		];
	}

	public function run( array $args, array $options, Terminal $terminal ): bool {
		$rows = [];
		$well = true;
		foreach ( $args as $id ) {
			$resent = $this->resend->resend( ctype_digit( $id ) ? (int) $id : 0, isset( $options['yes'] ) );
			$rows[] = [ 'id' => $id, 'result' => $resent->value, 'message' => $resent->words() ];
			$well   = $well && Resent::Queued === $resent;
		}
		$terminal->rows( $rows, [ 'id', 'result', 'message' ] );
		return $well;
	}
}
