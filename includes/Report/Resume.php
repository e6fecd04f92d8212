<?php
declare(strict_types=1);

namespace Duet\Report;

use Duet\Cli\Command;
use Duet\Cli\Terminal;

defined( 'ABSPATH' ) || exit;

/** `wp duet resume <pixel>...`: ends the pause of pixels whose cause was corrected. */
final class Resume implements Command {

	public function __construct( private readonly PixelHealth $health ) {
	}

	public function name(): string {
		return 'resume';
	}

	public function about(): string {
		return 'Ends the pause of a pixel, so that the next delivery tries again. Exit code 1: a pixel was not paused, or TikTok asked to wait.';
	}

	public function synopsis(): array {
		return [
			[
				'type'        => 'positional',
				'name'        => 'pixel',
				'description' => 'Pixel codes.',
				'optional'    => false,
				'repeating'   => true,
			],
		];
	}

	public function run( array $args, array $options, Terminal $terminal ): bool {
		$rows = [];
		$well = true;
		foreach ( $args as $pixel ) {
			$resumed = $this->health->resume( $pixel );
			$rows[]  = [ 'pixel' => $pixel, 'result' => $resumed ? 'resumed' : 'unchanged' ];
			$well    = $well && $resumed;
		}
		$terminal->rows( $rows, [ 'pixel', 'result' ] );
		return $well;
	}
}
