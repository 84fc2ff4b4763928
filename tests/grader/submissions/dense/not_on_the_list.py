# expect: blocked loads
import torch
