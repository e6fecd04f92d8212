<?php
declare(strict_types=1);

namespace Duet\Address;

use Duet\Cli\Command;
use Duet\Cli\Terminal;

defined( 'ABSPATH' ) || exit;

/** `wp duet home`: where this shop was set up, and whether another address is a move or a copy. */
final class Address implements Command {

	public function __construct( private readonly Home $home ) {
	}

	public function name(): string {
		return 'home';
	}

	public function about(): string {
		return 'Says whether the site is where it was set up, and takes your word when it is not. Exit code 1: nothing is sent until you answer.';
	}

	public function synopsis(): array {
		return [
			[
				'type'        => 'positional',
				'name'        => 'answer',
				'description' => 'moved: send from here. copy: send nothing.',
				'optional'    => true,
				'options'     => [ 'moved', 'copy' ],
			],
		];
	}

	public function run( array $args, array $options, Terminal $terminal ): bool {
		if ( '' !== $this->home->elsewhere() ) {
			match ( $args[0] ?? '' ) {
				'moved' => $this->home->moved(),
				'copy'  => $this->home->copied(),
				default => null,
			};
		}
		$terminal->rows(
			[
				[
					'here'      => $this->home->here(),
					'set_up_at' => '' === $this->home->elsewhere() ? $this->home->here() : $this->home->elsewhere(),
					'asks'      => $this->home->asks(),
				],
			],
			[ 'here', 'set_up_at', 'asks' ]
		);
		return ! $this->home->asks();
	}
}
